import Domain

/// The part of JSON Schema 2020-12 that the API documents and checks itself with.
indirect enum JSONSchema: Sendable {
    case string(format: String = "", maxLength: Int = 0)
    case choice([String])
    case integer(minimum: Int? = nil, maximum: Int? = nil)
    case number
    case boolean
    case any
    case nullable(JSONSchema)
    case array(JSONSchema)
    /// An object with any members of this schema.
    case map(JSONSchema)
    case object([Member])
    /// A schema of `components/schemas`.
    case named(String)

    /// One member of an object.
    struct Member: Sendable {
        let name: String
        let schema: JSONSchema
        let isRequired: Bool
        let summary: String
        /// Whether examples have it; false for those that exclude each other.
        var isInExamples = true
    }

    static func member(
        _ name: String, _ schema: JSONSchema, _ summary: String = "", isRequired: Bool = true
    ) -> Member {
        Member(name: name, schema: schema, isRequired: isRequired, summary: summary)
    }

    /// A member that may be left out.
    static func optional(
        _ name: String, _ schema: JSONSchema, _ summary: String = "", isInExamples: Bool = true
    ) -> Member {
        Member(name: name, schema: schema, isRequired: false, summary: summary, isInExamples: isInExamples)
    }

    /// One of the raw values of an enumeration.
    static func choice<Choice: CaseIterable & RawRepresentable<String>>(of type: Choice.Type) -> JSONSchema {
        .choice(Choice.allCases.map(\.rawValue))
    }

    static let id = JSONSchema.string(format: "uuid")
    static let time = JSONSchema.string(format: "date-time")

    /// A page of a list.
    static func page(of name: String) -> JSONSchema {
        .object([
            member("items", .array(.named(name))), member("total", .integer(minimum: 0), "How many there are in all."),
            member("page", .integer(minimum: 1)), member("size", .integer(minimum: 1)),
        ])
    }

    /// A whole list.
    static func list(of name: String) -> JSONSchema {
        .object([member("items", .array(.named(name)))])
    }

    /// The members that must be there.
    var required: [String] {
        if case .object(let members) = self { members.filter(\.isRequired).map(\.name) } else { [] }
    }
}
