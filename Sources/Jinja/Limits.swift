/// The bounds of one rendering; reaching one is an error with code `limit`.
public struct Limits: Sendable, Equatable {
    /// The longest output, and the longest text a template may build, in bytes.
    public var outputBytes: Int
    /// The longest output of a rendering that is written piece by piece, in bytes.
    public var streamedBytes: Int = 1 << 30
    /// The steps of all loops and filters together.
    public var iterations: Int
    /// How deep macros, includes, blocks and recursive loops may nest.
    public var depth: Int
    /// How long a rendering may take, and the compiling of one template; checked at all that can take long.
    public var time: Duration
    /// The longest source of one template, in bytes.
    public var templateBytes: Int
    /// By how much the memory of the program may grow while a rendering makes texts and containers, in bytes; where the system
    /// does not tell how large a program is, all that is made counts, whether it is still kept or not.
    public var memoryBytes: Int = 256 << 20
    /// How much stack one rendering may use, in bytes; less than any thread of the program has.
    public var stackBytes: Int

    /// Bounds generous for configurations and pages, and small enough to stop a hostile template.
    public init(
        outputBytes: Int = 16 << 20, iterations: Int = 1_000_000, depth: Int = 200, time: Duration = .seconds(10),
        templateBytes: Int = 1 << 20, stackBytes: Int = 384 << 10
    ) {
        self.outputBytes = outputBytes
        self.iterations = iterations
        self.depth = depth
        self.time = time
        self.templateBytes = templateBytes
        self.stackBytes = stackBytes
    }
}
