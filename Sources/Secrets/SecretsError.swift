/// What the secrets engine throws; `description` is a sentence safe to show, `debugDescription` is for the log.
public struct SecretsError: Error, Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    /// What went wrong, as a closed list.
    public enum Code: String, Sendable, CaseIterable {
        case keyFileUnreadable, keyFileUnsafe, keyFileMalformed
        case unknownKey, doesNotOpen, malformedSealedSecret
        case malformedPasswordHash, hashingBusy
        case library
    }

    /// The kind of failure.
    public let code: Code
    /// One sentence for the person: what is wrong, where, and what to do.
    public let description: String
    /// The sentence, the code, and the cause when a system call or a library named one.
    public var debugDescription: String { "SecretsError.\(code): \(description)\(cause.map { " [\($0)]" } ?? "")" }

    private let cause: String?

    init(_ code: Code, _ description: String, cause: String? = nil) {
        self.code = code
        self.description = description
        self.cause = cause
    }
}
