import Domain

extension JSONSchema {
    /// The schema as a document of JSON Schema 2020-12.
    var document: JSONValue {
        switch self {
        case .string(let format, let maxLength):
            var members: [String: JSONValue] = ["type": .string("string")]
            if !format.isEmpty { members["format"] = .string(format) }
            if maxLength > 0 { members["maxLength"] = .integer(maxLength) }
            return .object(members)
        case .choice(let values):
            return .object(["type": .string("string"), "enum": .array(values.map(JSONValue.string))])
        case .integer(let minimum, let maximum):
            var members: [String: JSONValue] = ["type": .string("integer")]
            if let minimum { members["minimum"] = .integer(minimum) }
            if let maximum { members["maximum"] = .integer(maximum) }
            return .object(members)
        case .number: return .object(["type": .string("number")])
        case .boolean: return .object(["type": .string("boolean")])
        case .any: return .object([:])
        case .nullable(let schema):
            return .object(["anyOf": .array([schema.document, .object(["type": .string("null")])])])
        case .array(let items): return .object(["type": .string("array"), "items": items.document])
        case .map(let values): return .object(["type": .string("object"), "additionalProperties": values.document])
        case .named(let name): return .object(["$ref": .string("#/components/schemas/\(name)")])
        case .object(let members): return Self.document(of: members)
        }
    }

    private static func document(of members: [Member]) -> JSONValue {
        var properties: [String: JSONValue] = [:]
        for member in members {
            var document = member.schema.document
            if !member.summary.isEmpty, case .object(var parts) = document {
                parts["description"] = .string(member.summary)
                document = .object(parts)
            }
            properties[member.name] = document
        }
        return .object([
            "type": .string("object"), "properties": .object(properties), "additionalProperties": .bool(false),
            "required": .array(JSONSchema.object(members).required.map(JSONValue.string)),
        ])
    }
}
