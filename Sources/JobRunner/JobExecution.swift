import Domain
import Foundation
import Logging
import Persistence

/// One start of one job: run the handler, then store how it ended, under the token of this claim.
struct JobExecution: Sendable {
    let worker: Worker
    let job: Job

    func run() async {
        let outcome: Result<JobOutcome, any Error>
        do {
            outcome = .success(try await worker.handlers.run(job))
        } catch {
            outcome = .failure(error)
        }
        let wasCancelled = Task.isCancelled
        // In a task of its own: the end of a cancelled job has to be stored too.
        await Task { await store(outcome, wasCancelled: wasCancelled) }.value
    }

    private func store(_ outcome: Result<JobOutcome, any Error>, wasCancelled: Bool) async {
        await worker.attempt("store the end of job \(job.id)") {
            try await worker.persist { try await write(outcome, wasCancelled: wasCancelled) }
        }
    }

    private func write(_ outcome: Result<JobOutcome, any Error>, wasCancelled: Bool) async throws {
        let jobs = JobRepository(worker.database)
        switch outcome {
        case .success(.done(let result)): _ = try await jobs.succeed(job.id, token: job.fencingToken, result: result)
        case .success(.waiting(let seconds, let sentence)):
            _ = try await jobs.snooze(job.id, token: job.fencingToken, untilSeconds: seconds, progress: sentence)
        case .success(.cancelled(let sentence)):
            _ = try await jobs.cancel(job.id, token: job.fencingToken, message: sentence)
        case .success(.gaveUp(let sentence)):
            try await conclude(sentence, jobs)
            _ = try await jobs.fail(job.id, token: job.fencingToken, message: sentence, retryAt: nil)
        case .failure where wasCancelled && job.kind == .runTarget:
            // Lines may be on the device, so a stop never ends this job before the device has a named state.
            _ = try await jobs.snooze(job.id, token: job.fencingToken, untilSeconds: 1, progress: "Being stopped.")
        case .failure where wasCancelled:
            try await conclude("Planning was stopped.", jobs)
            _ = try await jobs.cancel(job.id, token: job.fencingToken, message: "Stopped on request.")
        case .failure(let error): try await writeFailure(error, jobs)
        }
    }

    private func writeFailure(_ error: any Error, _ jobs: JobRepository) async throws {
        let sentence = JobFailureSentence(error)
        worker.logger.warning(
            "job failed",
            metadata: ["job": "\(job.id)", "kind": "\(job.kind.rawValue)", "error": "\(String(reflecting: error))"])
        let mayRetry = sentence.mayRetry && job.attempt < job.maxAttempts
        let retryAt = mayRetry ? Date().addingTimeInterval(Double(min(60, 2 << min(job.attempt, 5)))) : nil
        if !mayRetry { try await conclude(sentence.text, jobs) }
        _ = try await jobs.fail(job.id, token: job.fencingToken, message: sentence.text, retryAt: retryAt)
    }

    /// Says elsewhere that the job is over, unless another worker has taken it up meanwhile.
    ///
    /// Before the job itself ends: a crash in between is rescued, and the next attempt finds that all has been said.
    private func conclude(_ sentence: String, _ jobs: JobRepository) async throws {
        guard let now = try await jobs.find(job.id), now.state == .running, now.fencingToken == job.fencingToken
        else {
            return
        }
        try await worker.handlers.conclude(job, sentence)
    }
}
