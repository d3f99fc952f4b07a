import Domain
import Foundation
import Logging
import Persistence

/// One start of one job: run the handler, then store how it ended, under the token of this claim.
struct JobExecution: Sendable {
    let shift: WorkerShift
    let job: Job

    func run() async {
        let outcome: Result<JobOutcome, any Error>
        do {
            outcome = .success(try await shift.handlers.run(job))
        } catch {
            outcome = .failure(error)
        }
        let wasCancelled = Task.isCancelled
        shift.running.beginStoring(job.id)
        // Cancelling reaches the work, not the storing of its end.
        _ = await shift.endings.store(JobEnding(job.id, token: job.fencingToken, await ending(outcome, wasCancelled)))
    }

    private func ending(_ outcome: Result<JobOutcome, any Error>, _ wasCancelled: Bool) async -> JobEnding.Outcome {
        switch outcome {
        case .success(let outcome): await ending(outcome)
        case .failure where wasCancelled && shift.running.isWantedStopped(job.id):
            await ending(shift.handlers.outcomeOfStop(job))
        case .failure where wasCancelled: .stopped("Its worker had to stop while it ran this.")
        case .failure(let error): await ending(error)
        }
    }

    private func ending(_ outcome: JobOutcome) async -> JobEnding.Outcome {
        switch outcome {
        case .done(let result): return .succeeded(result)
        case .waiting(let seconds, let sentence): return .wait(seconds: Double(seconds), sentence)
        case .awaitingChildren(let sentence): return .children(sentence)
        case .cancelled(let sentence):
            await conclude(sentence)
            return .cancelled(sentence)
        case .gaveUp(let sentence):
            await conclude(sentence)
            return .failed(sentence)
        }
    }

    private func ending(_ error: any Error) async -> JobEnding.Outcome {
        let sentence = String(failureSentenceOf: error)
        shift.logger.warning(
            "job failed",
            metadata: ["job": "\(job.id)", "kind": "\(job.kind.rawValue)", "error": "\(String(reflecting: error))"])
        let pause = RetryPolicy.pause(
            after: job.attempt, of: job.maxAttempts, RetryPolicy.ErrorClass(error), random: .random(in: 0...1))
        if let pause { return .retry(afterSeconds: pause, sentence) }
        await conclude(sentence)
        return .failed(sentence)
    }

    /// Says elsewhere that the job is over, unless another worker has taken it up meanwhile.
    ///
    /// Before the job itself ends: a crash in between is rescued, and the next attempt finds that all has been said. In a task
    /// of its own, because the end of a cancelled job has to be told too.
    private func conclude(_ sentence: String) async {
        await Task {
            await shift.untilStored("conclude job \(job.id)") {
                guard let now = try await JobRepository(shift.database).find(job.id), now.state == .running,
                    now.fencingToken == job.fencingToken
                else { return }
                try await shift.handlers.conclude(job, sentence)
            }
        }.value
    }
}
