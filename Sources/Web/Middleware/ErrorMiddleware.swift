import Domain
import Foundation
import HTTPTypes
import Hummingbird
import Logging

/// Turns every error into an answer, outermost: a sentence for the person, a code for the script, everything for the log.
struct ErrorMiddleware: RouterMiddleware {
    typealias Context = WebContext

    let views: ViewRenderer

    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            return try answer(error, to: request, context: context)
        }
    }

    private func answer(_ error: any Error, to request: Request, context: WebContext) throws -> Response {
        if error is SignInNeeded { return signInAnswer(to: request) }
        let problem = Problem(answering: error)
        log(problem, error, context)
        var response =
            request.uri.path.hasPrefix("/api/")
            ? try ProblemDocument(problem, requestID: context.id).response()
            : try views.errorPage(problem, request: request, context: context)
        if problem.kind == .unavailable { response.headers[.retryAfter] = "5" }
        if request.method == .head { response.body = ResponseBody() }
        return response
    }

    private func signInAnswer(to request: Request) -> Response {
        if request.headers[.fragment] != nil || request.headers[.accept]?.contains("text/event-stream") ?? false {
            return Response(status: .unauthorized)
        }
        let target = request.method == .get ? request.uri.string : "/"
        let query = target.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        return .redirect(to: target == "/" ? "/sign-in" : "/sign-in?return_to=\(query)", type: .normal)
    }

    private func log(_ problem: Problem, _ error: any Error, _ context: WebContext) {
        switch problem.kind {
        case .failed: context.logger.error("request failed", metadata: ["error": "\(String(reflecting: error))"])
        case .unavailable: context.logger.warning("unavailable", metadata: ["error": "\(problem.debugDescription)"])
        case .unauthenticated, .denied, .notFound, .invalid, .tooLarge, .unsupportedFormat, .conflict,
            .throttled:
            context.logger.debug("refused", metadata: ["code": "\(problem.code)"])
        }
    }
}

extension HTTPField.Name {
    /// Sent by the live module when it fetches one part of a page.
    static var fragment: HTTPField.Name {
        HTTPField.Name("X-Fragment") ?? .accept
    }
}
