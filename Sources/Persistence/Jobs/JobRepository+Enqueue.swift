public import Domain
import Foundation
import Postgres

extension JobRepository {
    /// Enqueues a job and wakes the workers; when a live job has its unique key, that one's id is the answer.
    ///
    /// Outside of a transaction those that come at the same time are stored together, each with an answer of its own.
    @discardableResult
    public func enqueue(_ job: NewJob) async throws(Problem) -> Job.ID {
        // One that may have to wait, for the families of others or for who is just taking its key, goes alone.
        guard let database = db as? Database, job.prerequisites.isEmpty, job.uniqueKey == nil else {
            return try await enqueue([job])[0]
        }
        return try await database.enqueuing.add(job) { jobs in await Self(database).enqueueTogether(jobs) }.get()
    }

    private func enqueueTogether(_ jobs: [NewJob]) async -> [Result<Job.ID, Problem>] {
        do {
            return try await enqueue(jobs).map { .success($0) }
        } catch {
            // What the database refused is one job's fault; what it did not answer nobody may try again here.
            guard jobs.count > 1, error.kind != .unavailable else { return jobs.map { _ in .failure(error) } }
            var answers: [Result<Job.ID, Problem>] = []
            for job in jobs { answers += await enqueueTogether([job]) }
            return answers
        }
    }

    /// Enqueues jobs in one statement, all or none; the answer has an id for each, in the same order.
    @discardableResult
    public func enqueue(_ jobs: [NewJob]) async throws(Problem) -> [Job.ID] {
        let distinct = Self.firstOfEachKey(jobs)
        guard !distinct.isEmpty else { return [] }
        var arguments: [String] = []
        for job in distinct { arguments.append(try JSONText(encoding: job.arguments.storable).text) }
        let placed = try await db.returningAll(
            """
            -- JobRepository.enqueue
            SELECT placed_id, placed_key
            FROM enqueue_jobs(
                \(distinct.map(\.id)), \(distinct.map(\.kind.rawValue))::text[],
                \(distinct.map(\.rules.priority.rawValue))::integer[], \(distinct.map(\.rules.maxAttempts))::integer[],
                \(distinct.map { Self.flag($0.rules.isRepeatable) })::boolean[],
                \(distinct.map { $0.uniqueKey ?? "" })::text[],
                \(distinct.map { Self.flag($0.isUniqueWhileRunning) })::boolean[],
                \(distinct.map(\.rules.retention.rawValue))::text[],
                \(distinct.map { Self.moment($0.scheduledAt) })::text[], \(arguments)::text[],
                \(distinct.map { Self.text($0.deviceID) })::text[], \(distinct.map { Self.text($0.changeID) })::text[],
                \(distinct.map { Self.text($0.requestedBy) })::text[], \(distinct.map { Self.text($0.parentID) })::text[],
                \(distinct.map { Self.text($0.replayOf) })::text[],
                \(distinct.map { Self.array($0.keys.map(\.description)) })::text[],
                \(distinct.map { Self.array($0.prerequisites.map(\.description)) })::text[],
                \(distinct.map { Self.flag($0.runsAfterFailure) })::boolean[]
            )
            """
        ) { row throws(PostgresError) in
            (id: try row.decode("placed_id", as: Job.ID.self), key: try row.decode("placed_key", as: String?.self))
        }
        let byKey = Dictionary(
            placed.compactMap { row in row.key.map { ($0, row.id) } }, uniquingKeysWith: { first, _ in first })
        return jobs.map { job in job.uniqueKey.flatMap { byKey[$0] } ?? job.id }
    }

    /// One INSERT cannot meet the same key twice, so later jobs with a key that came before are left out.
    private static func firstOfEachKey(_ jobs: [NewJob]) -> [NewJob] {
        var seen: Set<String> = []
        return jobs.filter { job in job.uniqueKey.map { seen.insert($0).inserted } ?? true }
    }

    private static func flag(_ value: Bool) -> String { value ? "t" : "f" }

    private static func text<Subject>(_ id: Identifier<Subject>?) -> String { id?.description ?? "" }

    /// The time as PostgreSQL reads it, to the millisecond.
    private static func moment(_ date: Date?) -> String {
        date.map { $0.formatted(.iso8601.year().month().day().time(includingFractionalSeconds: true)) + "Z" } ?? ""
    }

    private static func array(_ elements: [String]) -> String {
        if elements.isEmpty { return "{}" }
        let quoted = elements.map { element in
            "\"" + element.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
        }
        return "{" + quoted.joined(separator: ",") + "}"
    }
}
