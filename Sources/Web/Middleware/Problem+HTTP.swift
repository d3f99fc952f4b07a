import Domain
import HTTPTypes
import Hummingbird

extension Problem {
    /// The problem behind any error that reaches the outermost middleware.
    init(answering error: any Error) {
        switch error {
        case let problem as Problem: self = problem
        case let error as any HTTPResponseError: self = Problem(status: error.status, cause: String(reflecting: error))
        default:
            self = Problem(
                .failed, code: "failed",
                "Something went wrong on our side. Nothing you did; try again, and tell an administrator the request id.",
                cause: String(reflecting: error))
        }
    }

    private init(status: HTTPResponse.Status, cause: String) {
        switch status {
        case .notFound: self = Problem.notFound("page")
        case .contentTooLarge:
            self = Problem(.tooLarge, code: "too_large", "The request is too large; send less than 4 MB.", cause: cause)
        case .unauthorized:
            self = Problem(.unauthenticated, code: "unauthenticated", "Sign in first.", cause: cause)
        case .internalServerError:
            self = Problem(.failed, code: "failed", "Something went wrong on our side. Try again.", cause: cause)
        default:
            self = Problem(
                .invalid, code: "malformed", "The request could not be understood. Check its address and its body.",
                cause: cause)
        }
    }

    /// The status that answers a problem of this kind.
    var status: HTTPResponse.Status {
        switch kind {
        case .unauthenticated: .unauthorized
        case .denied: .forbidden
        case .notFound: .notFound
        case .invalid: .unprocessableContent
        case .tooLarge: .contentTooLarge
        case .unsupportedFormat: .unsupportedMediaType
        case .conflict: .conflict
        case .throttled: .tooManyRequests
        case .unavailable: .serviceUnavailable
        case .failed: .internalServerError
        }
    }

    /// The title of its page and of its JSON document.
    var title: String {
        switch kind {
        case .unauthenticated: "Sign in first"
        case .denied: "Not allowed"
        case .notFound: "Not found"
        case .invalid: "That did not fit"
        case .tooLarge: "Too large"
        case .unsupportedFormat: "Not in this format"
        case .conflict: "Not possible now"
        case .throttled: "Too often"
        case .unavailable: "Not available just now"
        case .failed: "Our fault"
        }
    }
}
