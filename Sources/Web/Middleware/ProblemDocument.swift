import Domain
import Foundation
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

    init(_ problem: Problem, requestID: String) {
        type = "about:blank"
        title = problem.title
        status = problem.status.code
        detail = problem.sentence
        code = problem.code
        self.requestID = requestID
        fields = problem.fields
    }

    func response() throws -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let data = try encoder.encode(self)
        return Response(
            status: .init(code: status), headers: [.contentType: "application/problem+json", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: data)))
    }
}
