import Domain
import JobRunner

/// Jobs that do what a test says.
struct ScriptedHandlers: JobHandling {
    var kinds: [JobKind] = [.planChange, .backUpDevice]
    let happenings: Happenings
    let body: @Sendable (Job) async throws -> JobOutcome

    func run(_ job: Job) async throws -> JobOutcome {
        happenings.note("began \(job.attempt)")
        do {
            let outcome = try await body(job)
            happenings.note("ended \(job.attempt)")
            return outcome
        } catch is CancellationError {
            happenings.note("stopped \(job.attempt)")
            throw CancellationError()
        }
    }

    func conclude(_ job: Job, _ sentence: String) async throws {
        happenings.note("concluded: \(sentence)")
    }
}
