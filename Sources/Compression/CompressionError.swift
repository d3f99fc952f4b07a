/// Why bytes could not be compressed or expanded.
public struct CompressionError: Error, Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    /// The kinds of failure.
    public enum Code: Sendable, Hashable {
        /// They are not what was compressed, or the base is another one.
        case damaged
        /// They would become more than the caller allows.
        case tooLarge
        /// The library gave up, for example for want of memory.
        case failed
    }

    /// The kind of failure.
    public let code: Code
    /// The library's own words.
    let cause: String

    /// A sentence that is safe to show.
    public var description: String {
        switch code {
        case .damaged: "Stored bytes are damaged, or the text they build on is another one."
        case .tooLarge: "Stored bytes hold more than they should."
        case .failed: "Bytes could not be compressed."
        }
    }

    /// With the library's words, for the log.
    public var debugDescription: String { "\(description) (\(cause))" }
}
