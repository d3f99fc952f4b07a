import CPQ
import Reactor

/// A statement between its submission and the server's answer; confined to its connection.
final class PendingStatement {
    typealias Outcome = Result<PostgresResult, PostgresError>

    let request: StatementRequest
    let ticket: Int
    /// Nil once the caller was answered: what the server still says about it is dropped.
    var continuation: CheckedContinuation<Outcome, Never>?
    var deadline: LoopTicket?
    var isSent = false
    /// In flight while the server was asked to stop another statement, and so may be the one that was hit.
    var isExposed = false
    var wasCancelSent = false
    var resends = 0
    /// Whether its COPY is under way, which keeps it at the head of the queue.
    var isCopying = false
    /// How many statements of a script have come to their end.
    var finished = 0
    var result: PostgresResult?
    var error: PostgresError?

    init(_ request: StatementRequest, ticket: Int, continuation: CheckedContinuation<Outcome, Never>) {
        self.request = request
        self.ticket = ticket
        self.continuation = continuation
    }

    func answer(_ outcome: Outcome) {
        continuation?.resume(returning: outcome)
        continuation = nil
    }

    /// Whether it was stopped by the request to stop a neighbour: it had no effect and can be sent again.
    var wasHitByStrayCancel: Bool {
        isExposed && continuation != nil && error?.sqlState == "57014" && resends < 3
    }

    func prepareToResend() {
        isSent = false
        isExposed = false
        resends += 1
        result = nil
        error = nil
    }
}
