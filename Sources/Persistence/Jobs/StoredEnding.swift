import Domain
import Postgres

/// An ending as the function `end_jobs` takes it.
struct StoredEnding {
    let outcome: String
    var result = ""
    var message = ""
    var delay = 0.0

    init(_ ending: JobEnding) throws(Problem) {
        switch ending.outcome {
        case .succeeded(let value):
            outcome = "succeeded"
            if value != .null { result = try JSONText(encoding: value.storable).text }
        case .failed(let sentence):
            outcome = "failed"
            message = sentence.storable
        case .cancelled(let sentence):
            outcome = "cancelled"
            message = sentence.storable
        case .stopped(let sentence):
            outcome = "stopped"
            message = sentence.storable
        case .retry(let seconds, let sentence):
            outcome = "retry"
            message = sentence.storable
            delay = seconds
        case .wait(let seconds, let sentence):
            outcome = "wait"
            message = sentence.storable
            delay = seconds
        case .children(let sentence):
            outcome = "children"
            message = sentence.storable
        }
    }
}
