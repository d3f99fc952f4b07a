extension DevicePages {
    /// The changes that name one device.
    public struct Changes: Codable, Sendable {
        public var header: Header
        public var rows: [ChangePages.Row]
        public var pagination: Component.Pagination
        public var canPropose: Bool

        /// Takes every part.
        public init(header: Header, rows: [ChangePages.Row], pagination: Component.Pagination, canPropose: Bool) {
            self.header = header
            self.rows = rows
            self.pagination = pagination
            self.canPropose = canPropose
        }
    }
}
