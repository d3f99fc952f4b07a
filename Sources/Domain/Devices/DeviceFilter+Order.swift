extension DeviceFilter {
    /// How a list of devices is sorted: a column and a direction, written `name` or `-name`.
    public struct Order: Sendable, Hashable {
        public var column: Column
        public var isDescending: Bool

        /// The columns a list of devices can be sorted by.
        public enum Column: String, Sendable, CaseIterable {
            case name, host, platform, lastSeen = "last_seen"
        }

        /// Every order there is, ascending before descending.
        public static let all = Column.allCases.flatMap { [Order($0), Order($0, isDescending: true)] }

        /// By a column; ascending unless said otherwise.
        public init(_ column: Column, isDescending: Bool = false) {
            self.column = column
            self.isDescending = isDescending
        }

        /// The order that a text names; `nil` when there is none of that name.
        public init?(_ text: String) {
            guard let order = Self.all.first(where: { $0.text == text }) else { return nil }
            self = order
        }

        /// The column's name, with a minus before it when descending.
        public var text: String { (isDescending ? "-" : "") + column.rawValue }
    }
}
