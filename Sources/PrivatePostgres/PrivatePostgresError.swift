/// What the private PostgreSQL throws; `description` is a sentence safe to show, `debugDescription` is for the log.
public struct PrivatePostgresError: Error, Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    /// What went wrong, as a closed list.
    public enum Code: String, Sendable, CaseIterable {
        case binariesMissing, wrongVersion
        case rootRefused, folderUnusable
        case initFailed, startFailed, stopFailed
        case timedOut, cancelled
    }

    /// The kind of failure.
    public let code: Code
    /// One or two sentences for the person: what is wrong, where, and what to do.
    public let description: String
    /// The sentence, the code, and what PostgreSQL or the system said.
    public var debugDescription: String {
        "PrivatePostgresError.\(code): \(description)\(cause.map { " [\($0)]" } ?? "")"
    }

    private let cause: String?

    init(_ code: Code, _ description: String, cause: String? = nil) {
        self.code = code
        self.description = description
        self.cause = cause
    }
}
