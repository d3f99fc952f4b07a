/// What lies below a name.
public struct SNMPTable: Sendable, Hashable {
    /// The rows in the order of their names.
    public internal(set) var rows: [SNMPRow] = []
    /// Whether there was more than the bounds let in.
    public internal(set) var isCut = false
}

/// How much of a table is read.
public struct SNMPBounds: Sendable, Hashable {
    /// At most so many rows.
    public var rows: Int
    /// At most so many bytes, as they come over the wire.
    public var bytes: Int
    /// How long all of it may take.
    public var limit: Duration

    /// Enough for a device with ten thousand interfaces.
    public init(rows: Int = 10_000, bytes: Int = 4 << 20, limit: Duration = .seconds(60)) {
        self.rows = rows
        self.bytes = bytes
        self.limit = limit
    }
}
