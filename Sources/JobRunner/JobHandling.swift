public import Domain

/// What a worker can do: the kinds of jobs it knows, and how each is run.
public protocol JobHandling: Sendable {
    /// Only jobs of these kinds are claimed, so that an older program leaves new kinds to newer ones.
    var kinds: [JobKind] { get }

    /// Runs a job; an error is an attempt that failed. Cancelled when someone wants the job stopped or the worker was given up.
    func run(_ job: Job) async throws -> JobOutcome

    /// How a job ends whose run was cancelled and threw.
    func outcomeOfStop(_ job: Job) -> JobOutcome

    /// What has to be said elsewhere when a job ends without success.
    func conclude(_ job: Job, _ sentence: String) async throws

    /// Whether a job guards its own effects by a lease and a token of its own, so that it may go on when its worker's lease is
    /// in doubt.
    func isFencedByItself(_ job: Job) -> Bool
}

extension JobHandling {
    /// It is cancelled.
    public func outcomeOfStop(_ job: Job) -> JobOutcome { .cancelled("Stopped on request.") }

    /// Nothing.
    public func conclude(_ job: Job, _ sentence: String) async throws {}

    /// It is not.
    public func isFencedByItself(_ job: Job) -> Bool { false }
}
