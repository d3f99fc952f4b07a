import Domain
import Foundation

extension JSONValue {
    /// The JSON document that a value encodes to.
    init(encoding value: some Encodable) throws {
        self = try JSONDecoder().decode(JSONValue.self, from: JSONEncoder().encode(value))
    }

    /// The value that this document stands for.
    func decoded<Result: Decodable>(as type: Result.Type) throws -> Result {
        try JSONDecoder().decode(type, from: JSONEncoder().encode(self))
    }
}
