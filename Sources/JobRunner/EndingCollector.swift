import Domain
import Logging
import Persistence
import Synchronization

/// Stores the ends of jobs, those that come while a statement is under way together in the next one.
final class EndingCollector: Sendable {
    /// Ends stored in one statement at most.
    private let collector = BatchCollector<JobEnding, Bool>(limit: 500)
    private let closed = Atomic(false)
    private let database: Database
    private let logger: Logger

    init(database: Database, logger: Logger) {
        self.database = database
        self.logger = logger
    }

    /// Returns when the end is stored: `true`; or refused, because the job is another worker's by now: `false`.
    ///
    /// While the database does not answer it waits, until the collector is closed.
    func store(_ ending: JobEnding) async -> Bool {
        await collector.add(ending) { endings in
            let accepted = await self.write(endings)
            return endings.map { accepted.contains($0.id) }
        }
    }

    /// Waits for the database no longer: what cannot be stored is dropped, and found by whoever takes the jobs over.
    func close() {
        closed.store(true, ordering: .relaxed)
    }

    var isClosed: Bool { closed.load(ordering: .relaxed) }

    private func write(_ endings: [JobEnding]) async -> Set<Job.ID> {
        var pause = Duration.milliseconds(50)
        while true {
            do {
                return try await JobRepository(database).end(endings)
            } catch  where error.kind == .unavailable && !isClosed {
                // Not cancelled: this task is nobody's child.
                try? await Task.sleep(for: pause)
                pause = min(pause * 2, .seconds(1))
            } catch {
                return await writeOneByOne(endings, error)
            }
        }
    }

    /// One end that cannot be stored must not keep the others from it.
    private func writeOneByOne(_ endings: [JobEnding], _ error: Problem) async -> Set<Job.ID> {
        guard endings.count > 1 else { return await writePlainly(endings[0], error) }
        var accepted: Set<Job.ID> = []
        for ending in endings { accepted.formUnion(await write([ending])) }
        return accepted
    }

    private func writePlainly(_ ending: JobEnding, _ error: Problem) async -> Set<Job.ID> {
        logger.error(
            "could not store the end of a job",
            metadata: ["job": "\(ending.id)", "error": "\(String(reflecting: error))"])
        let plain = JobEnding(ending.id, token: ending.token, .failed("It ended, but its result could not be stored."))
        if isClosed || plain == ending { return [] }
        return await write([plain])
    }
}
