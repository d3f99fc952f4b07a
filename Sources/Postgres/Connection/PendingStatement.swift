import CPQ
import Reactor

/// A statement between its submission and the server's answer.
// Made by the task that waits for the answer; from its submission on it is touched on its event loop only.
final class PendingStatement: @unchecked Sendable {
    typealias Outcome = Result<PostgresResult, PostgresError>

    let request: StatementRequest
    /// When the caller gives up; nil for never.
    let deadline: ContinuousClock.Instant?
    /// The pool that chose the connection and hears of the answer first; nil when the caller holds the connection itself.
    let pool: ConnectionPool?
    /// Nil once the caller was answered: what the server still says about it is dropped.
    var continuation: CheckedContinuation<Outcome, Never>?
    /// Where it waits or runs.
    var connection: PostgresConnection?
    /// The caller gave up before it was submitted.
    var isGivenUp = false

    // What the connection knows of it.
    var isSent = false
    /// Commands of the pipeline that it still awaits: preparing, executing.
    var partsLeft = 0
    /// Whether a sync of the pipeline follows it, which commits what came before.
    var endsWithSync = false
    /// Under which name it was executed.
    var preparedName: String?
    /// In flight while the server was asked to stop another statement, and so may be the one that was hit.
    var isExposed = false
    var wasCancelSent = false
    /// Skipped by the server because a statement before it in the same sync failed.
    var wasSkipped = false
    /// Failed because of what the server had prepared for it, before it began.
    var isStale = false
    /// Was sent again after that, once.
    var wasHealed = false
    var resends = 0
    /// Whether its COPY is under way, which keeps it at the head of the queue.
    var isCopying = false
    /// How many statements of a script have come to their end.
    var finished = 0
    var result: PostgresResult?
    var error: PostgresError?

    // What the pool knows of it.
    var ticket = 0
    var attempts = 0
    /// How often a connection was lost while it was under way.
    var losses = 0

    init(_ request: StatementRequest, until deadline: ContinuousClock.Instant?, pool: ConnectionPool? = nil) {
        self.request = request
        self.deadline = deadline
        self.pool = pool
    }

    /// Whether its caller still waits.
    var isAwaited: Bool { continuation != nil }

    /// Answers the caller, unless the pool tries again.
    func answer(_ outcome: Outcome) {
        guard let continuation else { return }
        if let pool, pool.assumeIsolated({ $0.takeBack(self, outcome) }) { return }
        self.continuation = nil
        connection = nil
        continuation.resume(returning: outcome)
    }

    /// Whether it was stopped by the request to stop a neighbour: it had no effect and can be sent again.
    var wasHitByStrayCancel: Bool {
        isExposed && isAwaited && error?.sqlState == "57014" && resends < 3
    }

    func prepareToResend() {
        isSent = false
        isExposed = false
        wasSkipped = false
        isStale = false
        endsWithSync = false
        resends += 1
        result = nil
        error = nil
    }
}
