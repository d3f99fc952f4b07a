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
    public var description: String {
        // Foundation's own way through snprintf would be a tenth of what enqueuing a job costs.
        withUnsafeBytes(of: uuid.uuid) { bytes in
            String(unsafeUninitializedCapacity: 36) { text in
                var end = 0
                for (index, byte) in bytes.enumerated() {
                    if index == 4 || index == 6 || index == 8 || index == 10 {
                        text[end] = UInt8(ascii: "-")
                        end += 1
                    }
                    text[end] = Self.digit(byte >> 4)
                    text[end + 1] = Self.digit(byte & 15)
                    end += 2
                }
                return end
            }
        }
    }

    private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 48 + value : 87 + value }
}

extension Identifier: Comparable {
    /// The order of PostgreSQL and of the text form: byte by byte, so the earlier made comes first.
    public static func < (one: Identifier, other: Identifier) -> Bool {
        withUnsafeBytes(of: one.uuid.uuid) { first in
            withUnsafeBytes(of: other.uuid.uuid) { first.lexicographicallyPrecedes($0) }
        }
    }
}
