import Domain
import Hummingbird

/// Holds the token in every form of a signed-in person against their session's (a synchroniser token).
struct CSRFMiddleware: RouterMiddleware {
    typealias Context = SignedInContext

    func handle(
        _ request: Request, context: SignedInContext, next: (Request, SignedInContext) async throws -> Response
    ) async throws -> Response {
        guard request.method != .get, request.method != .head else { return try await next(request, context) }
        var request = request
        let form = try await FormBody(collecting: &request, upTo: context.maxUploadSize)
        guard TokenComparison.equal(form.text("csrf_token"), context.session.csrfToken) else { throw Problem.staleForm }
        return try await next(request, context)
    }
}

extension Problem {
    /// The form's token is not the session's.
    static let staleForm = Problem(
        .denied, code: "csrf", "This form is from an earlier session. Go back, reload the page and send it again.")
}

/// Compares tokens without telling by its time where they differ.
enum TokenComparison {
    static func equal(_ left: String, _ right: String) -> Bool {
        let (left, right) = (Array(left.utf8), Array(right.utf8))
        guard left.count == right.count, !left.isEmpty else { return false }
        return zip(left, right).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
