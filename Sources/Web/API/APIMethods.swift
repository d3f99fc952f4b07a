import Domain
import HTTPTypes
import Hummingbird

/// Refuses methods that a path of the API does not have, and names those that it has (RFC 9110, 15.5.6).
struct APIMethods: Sendable {
    let operations: [APIOperation]

    private static let known: [HTTPRequest.Method] = [.get, .post, .put, .patch, .delete, .options]

    func add(to group: RouterGroup<WebContext>) {
        var methods: [String: Set<HTTPRequest.Method>] = ["/openapi.json": [.get]]
        for operation in operations { methods[operation.path, default: []].insert(operation.method) }
        for (path, allowed) in methods {
            let names = Self.known.filter(allowed.contains).flatMap { $0 == .get ? ["GET", "HEAD"] : [$0.rawValue] }
            for method in Self.known where !allowed.contains(method) {
                group.on(APIOperation.routerPath(path), method: method) { request, context in
                    try Self.refusal(request.method, names.joined(separator: ", "), requestID: context.id)
                }
            }
        }
    }

    private static func refusal(
        _ method: HTTPRequest.Method, _ allowed: String, requestID: String
    ) throws -> Response {
        let problem = Problem(
            .invalid, code: "method_not_allowed", "\(method.rawValue) is not possible here. Possible are: \(allowed).")
        var response = try ProblemDocument(problem, status: .methodNotAllowed, requestID: requestID).response()
        response.headers[.allow] = allowed
        return response
    }
}
