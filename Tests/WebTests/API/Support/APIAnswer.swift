import Domain
import Foundation
import HTTPTypes
import Testing

/// What the API answered.
struct APIAnswer: Sendable {
    let status: Int
    let headers: HTTPFields
    let text: String
    /// Null when there is no body or it is no JSON.
    let json: JSONValue

    init(status: Int, headers: HTTPFields, bytes: [UInt8]) throws {
        self.status = status
        self.headers = headers
        text = String(decoding: bytes, as: UTF8.self)
        let isJSON = headers[.contentType]?.hasSuffix("json") ?? false
        json = isJSON && !bytes.isEmpty ? try JSONDecoder().decode(JSONValue.self, from: Data(bytes)) : .null
    }

    var code: String { json["code"]?.stringValue ?? "" }

    /// The fields that a problem names.
    var fields: [String] {
        guard case .array(let fields) = json["fields"] else { return [] }
        return fields.compactMap { $0["name"]?.stringValue }
    }

    /// The items of a list.
    var items: [JSONValue] {
        if case .array(let items) = json["items"] { items } else { [] }
    }

    /// The id of what was answered.
    func id(sourceLocation: SourceLocation = #_sourceLocation) throws -> String {
        try #require(json["id"]?.stringValue, "\(text)", sourceLocation: sourceLocation)
    }
}
