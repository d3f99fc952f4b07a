public import Domain
import Foundation
public import Postgres

extension Identifier: PostgresEncodable {
    /// uuid
    public static var postgresType: PostgresType { .uuid }
    /// As uuid.
    public var postgresValue: PostgresValue { uuid.postgresValue }
}

extension Identifier: PostgresDecodable {
    /// Reads a UUID.
    public init?(postgresText: String) {
        guard let uuid = UUID(postgresText: postgresText) else { return nil }
        self.init(uuid)
    }

    /// Reads a UUID.
    public init?(postgresField: PostgresField) {
        guard let uuid = UUID(postgresField: postgresField) else { return nil }
        self.init(uuid)
    }
}

extension Identifier: PostgresArrayElement {
    /// uuid[]
    public static var postgresArrayType: PostgresType { .uuidArray }
    /// As uuid[].
    public static func postgresArray(_ elements: [Self]) -> PostgresValue { UUID.postgresArray(elements.map(\.uuid)) }
}
