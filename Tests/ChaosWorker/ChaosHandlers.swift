import Domain
import Foundation
import JobRunner
import Persistence

/// Jobs that leave a trace of every step where no worker that was given up can write.
struct ChaosHandlers: JobHandling {
    let trace: FencedTrace

    var kinds: [JobKind] { [.chaosSafe, .chaosOnce, .chaosFailing, .chaosParent] }

    func run(_ job: Job) async throws -> JobOutcome {
        try await trace.begin(job)
        let pause = Duration.milliseconds(number("pause_ms", of: job) ?? 20)
        for tick in 0..<(number("ticks", of: job) ?? 1) {
            try await Task.sleep(for: pause)
            try await trace.tick(job, tick)
        }
        if job.kind == .chaosFailing {
            throw Problem(.unavailable, code: "chaos", "It fails each time.")
        }
        if job.kind == .chaosParent { return .awaitingChildren("Its children are under way.") }
        return .done(.object(["worker": .string(job.workerID?.description ?? "")]))
    }

    func conclude(_ job: Job, _ sentence: String) async throws {
        try await trace.conclude(job, sentence)
    }

    private func number(_ name: String, of job: Job) -> Int? {
        job.arguments[name]?.stringValue.flatMap { Int($0) }
    }
}

extension JobKind {
    /// May be repeated.
    static let chaosSafe = JobKind("chaos_safe")
    /// Must not be repeated.
    static let chaosOnce = JobKind("chaos_once")
    /// Fails at every attempt.
    static let chaosFailing = JobKind("chaos_failing")
    /// Ends with its children.
    static let chaosParent = JobKind("chaos_parent")
}
