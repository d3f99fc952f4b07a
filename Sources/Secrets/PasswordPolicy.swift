/// Which passwords are accepted: length before composition, as NIST SP 800-63B advises.
public struct PasswordPolicy: Sendable {
    /// At least 12 characters and at most 1024 bytes.
    public static let standard = PasswordPolicy(minimumCharacters: 12, maximumBytes: 1024)

    /// Shortest password accepted, in characters.
    public let minimumCharacters: Int
    /// Longest password accepted, in bytes of UTF-8; bounds the work of hashing.
    public let maximumBytes: Int

    /// A policy with other lengths.
    public init(minimumCharacters: Int, maximumBytes: Int) {
        self.minimumCharacters = minimumCharacters
        self.maximumBytes = maximumBytes
    }

    /// Everything wrong with the password; empty when it is accepted.
    public func problems(with password: Secret, username: String) -> [PasswordProblem] {
        guard password.byteCount <= maximumBytes else { return [.tooLong(maximum: maximumBytes)] }
        let text = password.reveal()
        let lowercase = text.lowercased()
        let name = username.lowercased()
        var problems: [PasswordProblem] = []
        if text.count < minimumCharacters { problems.append(.tooShort(minimum: minimumCharacters)) }
        if !name.isEmpty, Self.holds(lowercase, name: name) { problems.append(.holdsUsername) }
        if CommonPasswords.contains(lowercase) { problems.append(.common) }
        if !text.isEmpty, Set(lowercase).count < 5, !problems.contains(.common) { problems.append(.repetitive) }
        return problems
    }

    /// The name and little else: «alice2026!!!» is guessed as soon as «alice» is known.
    private static func holds(_ password: String, name: String) -> Bool {
        guard password.hasPrefix(name) || password.hasSuffix(name) else { return false }
        return password.count < name.count + 8
    }
}
