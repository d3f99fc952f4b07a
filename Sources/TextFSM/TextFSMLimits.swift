/// How much one parse may take; beyond that it ends with an error of the code `limit`.
public struct TextFSMLimits: Sendable {
    /// The largest output, in bytes.
    public var inputBytes: Int
    /// The memory that the values of all rows may take, in bytes of their texts.
    public var valueBytes: Int
    /// The most values in all rows together.
    public var values: Int
    /// The time of the whole parse.
    public var time: Duration

    /// Limits that no real output reaches: 128 MiB, 256 MiB of values, 8 million of them, 20 seconds.
    public init(
        inputBytes: Int = 128 << 20, valueBytes: Int = 256 << 20, values: Int = 8_000_000, time: Duration = .seconds(20)
    ) {
        self.inputBytes = inputBytes
        self.valueBytes = valueBytes
        self.values = values
        self.time = time
    }
}
