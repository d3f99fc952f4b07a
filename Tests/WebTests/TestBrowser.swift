import Domain
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore

@testable import Web

/// A browser with its cookies: gets pages and sends forms with the token that belongs into them.
struct TestBrowser: Sendable {
    let client: any TestClientProtocol
    let user: User?
    var cookies: [String]
    var token: String

    /// Who acts in this browser, for asking services directly.
    var actor: Actor {
        get throws {
            guard let user else { throw TestSiteError(description: "Nobody is signed in.") }
            return Actor(user: user.reference, role: user.role, remoteAddress: "192.0.2.7", requestID: "test")
        }
    }

    func get(_ path: String, headers: [(String, String)] = []) async throws -> TestAnswer {
        try await send(.get, path, headers: headers, body: nil)
    }

    /// Sends a form with its token.
    func post(
        _ path: String, _ fields: [(String, String)] = [], headers: [(String, String)] = []
    ) async throws -> TestAnswer {
        let encoded = ([("csrf_token", token)] + fields).map { "\($0.percentEncoded)=\($1.percentEncoded)" }
        return try await send(.post, path, headers: headers, body: encoded.joined(separator: "&"))
    }

    private func send(
        _ method: HTTPRequest.Method, _ path: String, headers: [(String, String)], body: String?
    ) async throws -> TestAnswer {
        var fields: HTTPFields = [.accept: "text/html"]
        fields[.cookie] = cookies.joined(separator: "; ")
        if body != nil { fields[.contentType] = "application/x-www-form-urlencoded" }
        for (name, value) in headers {
            guard let name = HTTPField.Name(name) else { throw TestSiteError(description: "\(name) is no header.") }
            fields[name] = value
        }
        let answer = try await client.executeRequest(
            uri: path, method: method, headers: fields, body: body.map { ByteBuffer(string: $0) })
        return TestAnswer(
            status: answer.status.code, headers: answer.headers, text: String(buffer: answer.body))
    }
}

/// What came back.
struct TestAnswer: Sendable {
    let status: Int
    let headers: HTTPFields
    let text: String

    var location: String { headers[.location] ?? "" }

    /// The cookies that it sets, whole.
    var cookies: [String] { headers[values: .setCookie] }

    /// The `<h1>` of the page without its tags; empty when there is none.
    var heading: String {
        guard let start = text.range(of: "<h1"), let end = text[start.upperBound...].range(of: "</h1>") else {
            return ""
        }
        let inner = text[start.upperBound..<end.lowerBound].drop { $0 != ">" }.dropFirst()
        return String(inner).replacing(#/<[^>]*>/#, with: "").trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
