import Domain
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// A problem as the JSON API answers it: `application/problem+json` (RFC 9457).
struct ProblemDocument: Codable, Sendable {
    let type: String
    let title: String
    let status: Int
    let detail: String
    let code: String
    let requestID: String
    let fields: [FieldProblem]

    private enum CodingKeys: String, CodingKey {
        case type, title, status, detail, code, fields
        case requestID = "request_id"
    }

    /// The document of a problem; a status that no kind of problem has can be given.
    init(_ problem: Problem, status: HTTPResponse.Status? = nil, requestID: String) {
        type = "about:blank"
        title = problem.title
        self.status = (status ?? problem.status).code
        detail = problem.sentence
        code = problem.code
        self.requestID = requestID
        fields = problem.fields
    }

    func response() throws -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let data = try encoder.encode(self)
        var response = Response(
            status: .init(code: status),
            headers: [.contentType: "application/problem+json", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: data)))
        // Asked for by RFC 9110, 15.5.2.
        if response.status == .unauthorized { response.headers[.wwwAuthenticate] = "Bearer" }
        return response
    }
}
