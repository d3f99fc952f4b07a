import Domain
import Foundation
import Postgres

/// A column of JSON that holds a `Value`.
struct JSONColumn<Value: Decodable>: PostgresDecodable {
    let value: Value

    init?(postgresText: String) {
        if let value = Self.known(postgresText) {
            self.value = value
            return
        }
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .custom { decoder in
            let text = try decoder.singleValueContainer().decode(String.self)
            return try Date(text, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true))
        }
        // try?: nil becomes the error «undecodable», which names the column.
        guard let value = try? decoder.decode(Value.self, from: Data(postgresText.utf8)) else { return nil }
        self.value = value
    }

    /// The empty documents that most rows of jobs hold: to parse each would cost more than the rest of the row.
    private static func known(_ text: String) -> Value? {
        switch text {
        case "{}": JSONValue.object([:]) as? Value
        case "null": JSONValue.null as? Value
        case "[]": [JobFailure]() as? Value
        default: nil
        }
    }
}

extension Row {
    /// Decodes a column of JSON.
    func json<Value: Decodable>(_ column: String, as type: Value.Type = Value.self) throws(PostgresError) -> Value {
        try decode(column, as: JSONColumn<Value>.self).value
    }

    /// Decodes who is named by a column with an id and one with a name; `nil` when nobody is.
    func user(_ idColumn: String, _ nameColumn: String) throws(PostgresError) -> UserReference? {
        guard let id = try decode(idColumn, as: User.ID?.self) else { return nil }
        return UserReference(id: id, name: try decode(nameColumn))
    }
}

extension JSONText {
    /// Encodes a value for a column of JSON; throws when it holds a number that JSON cannot write.
    init(encoding value: some Encodable) throws(Problem) {
        if let document = value as? JSONValue, document == .object([:]) {
            self.init("{}")
            return
        }
        do {
            self.init(String(decoding: try JSONEncoder().encode(value), as: UTF8.self))
        } catch {
            throw Problem(.invalid, code: "not_json", "A value cannot be written as JSON.", cause: "\(error)")
        }
    }
}
