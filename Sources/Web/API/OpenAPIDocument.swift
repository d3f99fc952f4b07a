import Domain
import HTTPTypes

/// The OpenAPI 3.1 document, made of the same table as the routes.
struct OpenAPIDocument: Sendable {
    let operations: [APIOperation]

    var document: JSONValue {
        var paths: [String: [String: JSONValue]] = [:]
        for operation in operations {
            paths[operation.path, default: [:]][operation.method.rawValue.lowercased()] = describe(operation)
        }
        return .object([
            "openapi": .string("3.1.0"), "info": info,
            "servers": .array([.object(["url": .string(APIRoutes.root)])]),
            "security": .array([.object(["token": .array([])])]),
            "paths": .object(paths.mapValues(JSONValue.object)),
            "components": .object([
                "securitySchemes": .object([
                    "token": .object([
                        "type": .string("http"), "scheme": .string("bearer"),
                        "description": .string("An API token from the account page: `nst_…`."),
                    ])
                ]),
                "schemas": .object(APISchemas.all.mapValues(\.document)),
            ]),
        ])
    }

    private var info: JSONValue {
        .object([
            "title": .string("NetStacks"), "version": .string("1"),
            "description": .string(
                "The work of the pages, for programs. Errors are application/problem+json (RFC 9457) with a stable `code`. "
                    + "Members and parameters that an operation does not know are refused."),
        ])
    }

    private func describe(_ operation: APIOperation) -> JSONValue {
        let path = operation.pathParameters.map { name in
            JSONValue.object([
                "name": .string(name), "in": .string("path"), "required": .bool(true),
                "schema": (name == "name" ? JSONSchema.string(maxLength: 40) : .id).document,
            ])
        }
        let query = operation.query.map { parameter in
            JSONValue.object([
                "name": .string(parameter.name), "in": .string("query"), "description": .string(parameter.summary),
                "required": .bool(parameter.isRequired), "schema": parameter.schema.document,
            ])
        }
        let needs = operation.permission.map { "Needs the permission `\($0.rawValue)`." } ?? "Anybody with a token."
        var members: [String: JSONValue] = [
            "operationId": .string(operation.id), "summary": .string(operation.summary),
            "description": .string(operation.text.isEmpty ? needs : "\(operation.text) \(needs)"),
            "tags": .array([.string(operation.tag)]), "parameters": .array(path + query),
            "responses": .object(responses(operation)),
        ]
        if let body = operation.body {
            members["requestBody"] = .object([
                "required": .bool(!body.required.isEmpty),
                "content": .object(["application/json": .object(["schema": body.document])]),
            ])
        }
        return .object(members)
    }

    private func responses(_ operation: APIOperation) -> [String: JSONValue] {
        var success: [String: JSONValue] = ["description": .string(operation.summary)]
        if let answer = operation.answer {
            success["content"] = .object(["application/json": .object(["schema": answer.document])])
        }
        if !operation.location.isEmpty {
            success["headers"] = .object([
                "Location": .object([
                    "description": .string("Where it is."),
                    "schema": JSONSchema.string(format: "uri-reference").document,
                ])
            ])
        }
        var responses = [String(operation.status.code): JSONValue.object(success)]
        for status in operation.refusalStatuses {
            responses[String(status)] = .object([
                "description": .string(HTTPResponse.Status(code: status).reasonPhrase + ": the document says why."),
                "content": .object([
                    "application/problem+json": .object(["schema": JSONSchema.named("Problem").document])
                ]),
            ])
        }
        return responses
    }
}
