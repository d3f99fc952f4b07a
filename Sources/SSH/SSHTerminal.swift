/// The pseudo terminal asked for with a shell.
public struct SSHTerminal: Sendable {
    /// Terminal type as in `TERM`.
    public var type: String
    /// Columns.
    public var width: Int
    /// Rows.
    public var height: Int

    /// The usual terminal is so wide that a device never wraps a line.
    public init(type: String = "vt100", width: Int = 511, height: Int = 24) {
        self.type = type
        self.width = width
        self.height = height
    }
}
