/// What a row holds in one column.
public enum TextFSMCell: Sendable, Hashable {
    /// A text; empty when nothing was found.
    case text(String)
    /// What a value with the option List collected.
    case list([Item])

    /// An item of a list.
    public enum Item: Sendable, Hashable {
        /// A text; nil when the group took no part in the match.
        case text(String?)
        /// The named groups within the value's expression, in their order.
        case groups([Group])
    }

    /// A named group of an item.
    public struct Group: Sendable, Hashable {
        /// The group's name.
        public let name: String
        /// What it captured; nil when it took no part in the match.
        public let text: String?
    }
}
