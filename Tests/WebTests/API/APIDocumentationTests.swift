import Domain
import Foundation
import HTTPTypes
import Secrets
import Services
import Testing

@testable import Web

@Suite(.timeLimit(.minutes(10))) struct APIDocumentationTests {
    @Test func `the page shows every operation to whoever is signed in`() async throws {
        let site = try await APISite.shared
        let session = try await site.services.signIn.signIn(
            username: "viewer", password: Secret(APISite.password), remoteAddress: "192.0.2.7", userAgent: "")
        let answer = try await site.send(.get, "/docs/api", headers: [.cookie: "netstacks=\(session.token.text)"])
        #expect(answer.status == 200)
        for operation in site.operations {
            #expect(answer.text.contains("id=\"\(operation.id)\""), "\(operation.id)")
            #expect(answer.text.contains("<code>\(operation.path)</code>"), "\(operation.path)")
        }
        #expect(answer.text.contains("/api/v1/openapi.json"))
    }

    @Test func `nobody sees it without signing in`() async throws {
        let answer = try await APISite.shared.send(.get, "/docs/api")
        #expect(answer.status == 302 || answer.status == 303 || answer.status == 307)
        #expect(answer.headers[.location]?.hasPrefix("/sign-in") == true)
    }
}
