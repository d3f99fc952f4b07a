import Domain
import Foundation
import HTTPTypes
import Testing

@testable import Web

@Suite(.timeLimit(.minutes(10))) struct APIDocumentTests {
    @Test func `the OpenAPI document is valid`() async throws {
        let answer = try await APISite.shared.send(.get, "/api/v1/openapi.json")
        #expect(answer.status == 200)
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("netstacks-\(UUID()).json")
        try Data(answer.text.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }  // try?: a temporary file
        let python = Process()
        let said = Pipe()
        python.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        python.arguments = [
            ProcessInfo.processInfo.environment["NETSTACKS_TEST_PYTHON"] ?? "python3", "-m", "openapi_spec_validator",
            file.path,
        ]
        python.standardOutput = said
        python.standardError = said
        try python.run()
        let output = String(decoding: said.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        python.waitUntilExit()
        #expect(python.terminationStatus == 0, "\(output)")
    }

    @Test func `every operation is described once, and has a route that asks for a token`() async throws {
        let site = try await APISite.shared
        let document = try await site.send(.get, "/api/v1/openapi.json").json
        var ids: Set<String> = []
        for operation in site.operations {
            #expect(ids.insert(operation.id).inserted, "\(operation.id) twice")
            let described = document["paths"]?[operation.path]?[operation.method.rawValue.lowercased()]
            #expect(described?["operationId"] == .string(operation.id))
            let path = operation.path.replacing("{id}", with: UUID().uuidString)
            let answer = try await site.call(operation.method, path, bytes: [], token: nil)
            #expect(answer.status == 401 && answer.code == "token_missing", "\(operation.id): \(answer.text)")
        }
    }

    @Test func `the document describes no operation without a route`() async throws {
        let site = try await APISite.shared
        let document = try await site.send(.get, "/api/v1/openapi.json").json
        guard case .object(let paths) = document["paths"] else {
            Issue.record("no paths")
            return
        }
        let described = paths.values.reduce(0) { sum, path in
            if case .object(let methods) = path { sum + methods.count } else { sum }
        }
        #expect(described == site.operations.count)
    }

    @Test func `every operation that changes something names the permission it needs`() async throws {
        let own = ["getMe", "listTokens", "addToken", "revokeToken"]
        for operation in try await APISite.shared.operations where !own.contains(operation.id) {
            #expect(operation.permission != nil, "\(operation.id)")
            #expect(operation.method == .get || operation.permission != .view || operation.id == "previewTemplate")
        }
    }

    @Test func `the example of a proposal can be sent`() throws {
        let example = try JSONDecoder().decode(JSONValue.self, from: Data(ChangeDraft.schema.example().utf8))
        var members: [String: JSONValue] = [:]
        if case .object(let found) = example { members = found }
        let draft = try ChangeDraft(JSONBody(members))
        if case .template(_, .deploy) = draft.source {} else { Issue.record("\(draft)") }
    }

    @Test func `every schema that is named exists, and every example fits its schema`() async throws {
        for operation in try await APISite.shared.operations {
            for schema in [operation.body, operation.answer].compactMap(\.self) {
                let example = try JSONDecoder().decode(JSONValue.self, from: Data(schema.example().utf8))
                var breaches: [FieldProblem] = []
                schema.check(example, at: "", &breaches)
                #expect(breaches == [], "\(operation.id)")
            }
        }
        let names = Set(APISchemas.all.values.flatMap { Self.names(in: $0) })
        #expect(names.subtracting(APISchemas.all.keys) == [])
    }

    private static func names(in schema: JSONSchema) -> [String] {
        switch schema {
        case .named(let name): [name]
        case .nullable(let inner), .array(let inner), .map(let inner): names(in: inner)
        case .object(let members): members.flatMap { names(in: $0.schema) }
        case .string, .choice, .integer, .number, .boolean, .any: []
        }
    }
}
