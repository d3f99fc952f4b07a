public import Foundation

/// A triplet of templates: how to deploy something, how to prove that it is there, and how to take it away.
public struct TemplateSet: Sendable, Hashable, Identifiable {
    /// The id of a template set.
    public typealias ID = Identifier<TemplateSet>

    public let id: ID
    /// Unique, compared without case.
    public var name: String
    public var summary: String
    /// The platforms it is written for; empty means any.
    public var platforms: [PlatformName]
    public var bodies: TemplateBodies
    /// Counts the saved versions of the bodies, from 1.
    public let revision: Int
    public let createdAt: Date
    public let updatedAt: Date

    /// A template set as stored, with the bodies of its newest revision.
    public init(
        id: ID, name: String, summary: String, platforms: [PlatformName], bodies: TemplateBodies, revision: Int,
        createdAt: Date, updatedAt: Date
    ) {
        self.id = id
        self.name = name
        self.summary = summary
        self.platforms = platforms
        self.bodies = bodies
        self.revision = revision
        self.createdAt = createdAt
        self.updatedAt = updatedAt
    }
}

/// The three texts of a template set, in Jinja.
public struct TemplateBodies: Sendable, Hashable {
    /// Configuration lines that bring it onto the device.
    public var deploy: String
    /// Configuration lines that must stand in the running configuration afterwards; `no …` means must be absent.
    public var validate: String
    /// Configuration lines that take it away.
    public var delete: String

    /// Three bodies; `validate` and `delete` may be empty.
    public init(deploy: String, validate: String, delete: String) {
        self.deploy = deploy
        self.validate = validate
        self.delete = delete
    }
}

/// What a template set is used for in one change.
public enum TemplateOperation: String, Sendable, Hashable, Codable, CaseIterable {
    case deploy, delete
}
