import Domain
import Foundation
import HTTPTypes
import Testing

@testable import Web

extension APISite {
    /// A call by somebody of a role. Whatever the answer, it is held against what the document says of the operation.
    @discardableResult
    func call(
        _ method: HTTPRequest.Method, _ path: String, _ body: JSONValue? = nil, as role: Role = .administrator,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> APIAnswer {
        try await call(
            method, path, bytes: body.map { try Array(JSONEncoder().encode($0)) } ?? [], token: try caller(role).token,
            sourceLocation: sourceLocation)
    }

    /// A call with any bytes and any token.
    @discardableResult
    func call(
        _ method: HTTPRequest.Method, _ path: String, bytes: [UInt8], type: String = "application/json", token: String?,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> APIAnswer {
        var headers: HTTPFields = [.contentType: type]
        if let token { headers[.authorization] = "Bearer \(token)" }
        let answer = try await send(method, APIRoutes.root + path, headers: headers, body: bytes)
        hold(answer, method, path, sourceLocation)
        return answer
    }

    private func hold(
        _ answer: APIAnswer, _ method: HTTPRequest.Method, _ path: String, _ sourceLocation: SourceLocation
    ) {
        let operation = operations.first { $0.method == method && Self.matches($0.path, path) }
        var breaches: [FieldProblem] = []
        if answer.status >= 400 {
            #expect(answer.headers[.contentType] == "application/problem+json", sourceLocation: sourceLocation)
            JSONSchema.named("Problem").check(answer.json, at: "", &breaches)
            if let operation {
                #expect(
                    operation.refusalStatuses.contains(answer.status), "not documented: \(answer.text)",
                    sourceLocation: sourceLocation)
            }
        } else if let operation {
            #expect(answer.status == operation.status.code, "\(answer.text)", sourceLocation: sourceLocation)
            operation.answer?.check(answer.json, at: "", &breaches)
        }
        #expect(breaches == [], "\(method.rawValue) \(path)", sourceLocation: sourceLocation)
    }

    private static func matches(_ pattern: String, _ path: String) -> Bool {
        let path = path.prefix { $0 != "?" }.split(separator: "/", omittingEmptySubsequences: false)
        let pattern = pattern.split(separator: "/", omittingEmptySubsequences: false)
        return path.count == pattern.count && zip(pattern, path).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
    }
}
