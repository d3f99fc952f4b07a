/// One thing wrong with the configuration.
public struct SettingsProblem: Sendable, Equatable, CustomStringConvertible {
    /// What is wrong, as a closed list.
    public enum Code: String, Sendable, CaseIterable {
        case unknownKey, malformedValue, repeatedKey, unreadableFile, malformedFile, conflict, missingFolder
    }

    /// The kind of problem.
    public let code: Code
    /// A sentence that names the key, the source, what is expected, and the remedy.
    public let description: String

    init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }
}
