/// What a command did.
public struct LinuxResult: Sendable, Hashable {
    /// How a command ended.
    public enum Ending: Sendable, Hashable {
        /// By itself, with this status.
        case exited(Int32)
        /// By a signal, named without `SIG`.
        case signalled(String)
        /// It took too long; it was told to end, with everything it had started.
        case timedOut
        /// The host did not say.
        case unknown
    }

    /// How it ended.
    public let ending: Ending
    /// What it printed.
    public let output: LinuxOutput
    /// What it complained about; empty with a terminal.
    public let error: LinuxOutput
    /// From the moment its shell was there to its end.
    public let duration: Duration
    /// Until its first word on any output; nil when it said none.
    public let firstWord: Duration?

    /// Whether it ended by itself with status 0.
    public var succeeded: Bool { self.ending == .exited(0) }
}
