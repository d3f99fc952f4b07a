import Domain
import HTTPTypes
import Services

extension DocumentationPages.API {
    /// The page of a table of operations, grouped by their tags in the order of the table.
    init(operations: [APIOperation]) {
        var groups: [Group] = []
        for operation in operations {
            if groups.last?.title != operation.tag {
                groups.append(Group(id: operation.tag.lowercased(), title: operation.tag, operations: []))
            }
            groups[groups.count - 1].operations.append(Operation(operation))
        }
        let conflict = ProblemDocument(
            Problem(
                .conflict, code: "device_name_taken",
                "A device named lis-acc-sw1 exists already. Choose another name."),
            requestID: "1ff2a2f0d6f4c1f9")
        self.init(
            baseURL: APIRoutes.root, documentURL: "\(APIRoutes.root)/openapi.json",
            authenticationExample:
                "curl -H \"Authorization: Bearer $TOKEN\" https://netstacks.example.net\(APIRoutes.root)/devices",
            errorExample: """
                {
                  "type": "\(conflict.type)",
                  "title": "\(conflict.title)",
                  "status": \(conflict.status),
                  "code": "\(conflict.code)",
                  "detail": "\(conflict.detail)",
                  "request_id": "\(conflict.requestID)",
                  "fields": []
                }
                """,
            groups: groups)
    }
}

extension DocumentationPages.API.Operation {
    fileprivate init(_ operation: APIOperation) {
        let path = operation.pathParameters.map {
            DocumentationPages.API.Parameter(name: $0, place: "path", kind: "uuid", isRequired: true, text: "")
        }
        let query = operation.query.map {
            DocumentationPages.API.Parameter(
                name: $0.name, place: "query", kind: $0.schema.shortKind, isRequired: $0.isRequired, text: $0.summary)
        }
        let body = operation.body.map { Self.members(of: $0) } ?? []
        let success = DocumentationPages.API.Response(
            status: String(operation.status.code), text: operation.status.reasonPhrase,
            example: operation.answer?.example() ?? "")
        let refusals = operation.refusalStatuses.map {
            DocumentationPages.API.Response(
                status: String($0), text: HTTPResponse.Status(code: $0).reasonPhrase, example: "")
        }
        self.init(
            id: operation.id, method: operation.method.rawValue, path: operation.path, summary: operation.summary,
            text: operation.text,
            permission: operation.permission.map { "a role that may \($0.words)" } ?? "any token",
            parameters: path + query + body, requestExample: operation.body?.example() ?? "",
            responses: [success] + refusals)
    }
}

extension DocumentationPages.API.Operation {
    /// The members of a body, those of objects within it after their object.
    private static func members(of schema: JSONSchema, within: String = "") -> [DocumentationPages.API.Parameter] {
        guard case .object(let members) = schema else { return [] }
        return members.flatMap { member in
            [
                DocumentationPages.API.Parameter(
                    name: within + member.name, place: "body", kind: member.schema.shortKind,
                    isRequired: member.isRequired, text: member.summary)
            ] + Self.members(of: member.schema, within: "\(within)\(member.name).")
        }
    }
}

extension JSONSchema {
    /// The type in a word or two, for a table.
    fileprivate var shortKind: String {
        switch self {
        case .string(let format, _): format.isEmpty ? "string" : format
        case .choice(let values): values.joined(separator: " | ")
        case .integer: "integer"
        case .number: "number"
        case .boolean: "boolean"
        case .any: "any"
        case .nullable(let schema): schema.shortKind + " | null"
        case .array(let items): items.shortKind + " []"
        case .map, .object: "object"
        case .named(let name): name
        }
    }
}
