/// The configuration cannot be used; it lists everything that is wrong at once.
public struct SettingsError: Error, Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    /// Never empty.
    public let problems: [SettingsProblem]

    /// One sentence per line; values of secrets are not quoted.
    public var description: String { problems.map(\.description).joined(separator: "\n") }
    /// The sentences with their codes.
    public var debugDescription: String {
        "SettingsError: " + problems.map { "[\($0.code)] \($0.description)" }.joined(separator: " ")
    }
}
