public import Foundation

/// A platform that people wrote themselves, as a text like those in `Platforms/`.
public struct PlatformDefinition: Sendable, Hashable {
    public let name: PlatformName
    /// YAML, at most ``bound`` bytes.
    public let text: String
    public let createdAt: Date
    public let updatedAt: Date
    /// Who saved it last; none when that person is gone.
    public let updatedBy: User.ID?

    /// The most bytes that a definition has; the longest in `Platforms/` has a twentieth of that.
    public static let bound = 200_000

    /// A definition as stored.
    public init(name: PlatformName, text: String, createdAt: Date, updatedAt: Date, updatedBy: User.ID?) {
        self.name = name
        self.text = text
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.updatedBy = updatedBy
    }
}
