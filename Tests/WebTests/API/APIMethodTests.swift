import Domain
import Foundation
import HTTPTypes
import Testing

@testable import Web

@Suite(.timeLimit(.minutes(10))) struct APIMethodTests {
    @Test(arguments: ["", "/", "/nothing", "/devices/x/y/z", "/devices/\(UUID())/nothing", "/openapi.yaml"])
    func `an unknown path answers 404 as a problem`(path: String) async throws {
        let answer = try await APISite.shared.call(.get, path)
        #expect(answer.status == 404)
        #expect(answer.headers[.contentType] == "application/problem+json")
    }

    @Test(arguments: [
        ("/devices", HTTPRequest.Method.delete, "GET, HEAD, POST"),
        ("/devices/\(UUID())", .post, "GET, HEAD, PUT, DELETE"), ("/me", .put, "GET, HEAD"),
        ("/changes/\(UUID())/runs", .get, "POST"), ("/openapi.json", .post, "GET, HEAD"),
        ("/devices", .patch, "GET, HEAD, POST"), ("/devices", .options, "GET, HEAD, POST"),
    ])
    func `a method that a path does not have answers 405 and names those it has`(
        path: String, method: HTTPRequest.Method, allowed: String
    ) async throws {
        let answer = try await APISite.shared.call(method, path)
        #expect(answer.status == 405)
        #expect(answer.code == "method_not_allowed")
        #expect(answer.json["status"] == 405)
        #expect(answer.headers[.allow] == allowed)
    }

    @Test func `HEAD answers like GET, without a body`() async throws {
        let site = try await APISite.shared
        let headers: HTTPFields = [.authorization: "Bearer \(try site.caller(.viewer).token)"]
        let answer = try await site.send(.head, "/api/v1/devices", headers: headers)
        #expect(answer.status == 200 && answer.text.isEmpty)
        #expect(answer.headers[.contentType] == "application/json")
        #expect(try await site.send(.head, "/api/v1/devices").status == 401)
        #expect(try await site.send(.head, "/api/v1/nothing").status == 404)
    }

    @Test func `an answer is never stored and never guessed at`() async throws {
        let answer = try await APISite.shared.call(.get, "/me")
        #expect(answer.headers[.cacheControl] == "no-store")
        #expect(answer.headers[.xContentTypeOptions] == "nosniff")
    }
}
