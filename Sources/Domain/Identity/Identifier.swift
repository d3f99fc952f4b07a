public import Foundation

/// The id of one `Subject`: a UUIDv7 that cannot be mistaken for the id of something else.
public struct Identifier<Subject>: Hashable, Sendable, Codable, LosslessStringConvertible {
    /// The UUID as PostgreSQL stores it.
    public let uuid: UUID

    /// A new id, ordered by the time it was made.
    public init() {
        uuid = UUIDv7.next()
    }

    /// The id that is already known to be this UUID.
    public init(_ uuid: UUID) {
        self.uuid = uuid
    }

    /// Parses the canonical form; `nil` when the text is not a UUID.
    public init?(_ description: String) {
        guard let uuid = UUID(uuidString: description) else { return nil }
        self.uuid = uuid
    }

    /// Decodes the canonical form.
    public init(from decoder: any Decoder) throws {
        uuid = try decoder.singleValueContainer().decode(UUID.self)
    }

    /// Encodes the canonical, lower-case form.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }

    /// The canonical form in lower case, as in URLs.
    public var description: String { uuid.uuidString.lowercased() }
}
