import Domain

/// The sentence for a failed attempt that is safe to show, and the class that decides whether it is tried again.
struct JobFailureSentence {
    let text: String
    let mayRetry: Bool

    init(_ error: any Error) {
        switch error {
        case let problem as Problem:
            text = problem.sentence
            mayRetry = problem.kind == .unavailable || problem.kind == .failed
        default:
            text = "The job failed for a reason of our own. The log says more under its id."
            mayRetry = true
        }
    }
}
