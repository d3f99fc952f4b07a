import Domain
import Persistence
import Postgres

/// What jobs did, as a device that is guarded by fencing tokens would take it: nothing from a start that is not the current one.
///
/// It has connections of its own, so that a worker that is cut off from the queue still reaches its devices.
struct FencedTrace: Sendable {
    /// A step of a start that is over.
    struct Refused: Error {}

    let database: Database

    func begin(_ job: Job) async throws {
        try await note(
            """
            -- FencedTrace.begin
            INSERT INTO chaos_begin (job_id, token, worker_id)
            SELECT id, fencing_token, worker_id
            FROM job
            WHERE id = \(job.id) AND fencing_token = \(job.fencingToken) AND state = 'running'
            FOR KEY SHARE
            """)
    }

    func tick(_ job: Job, _ number: Int) async throws {
        try await note(
            """
            -- FencedTrace.tick
            INSERT INTO chaos_tick (job_id, token, number)
            SELECT id, fencing_token, \(number)::integer
            FROM job
            WHERE id = \(job.id) AND fencing_token = \(job.fencingToken) AND state = 'running'
            FOR KEY SHARE
            """)
    }

    func conclude(_ job: Job, _ sentence: String) async throws {
        _ = try await write(
            """
            -- FencedTrace.conclude
            INSERT INTO chaos_conclusion (job_id, sentence) VALUES (\(job.id), \(sentence))
            """)
    }

    private func note(_ statement: SQL) async throws {
        guard try await write(statement) == 1 else { throw Refused() }
    }

    private func write(_ statement: SQL) async throws -> Int {
        do {
            return try await database.execute(statement)
        } catch {
            throw Problem(
                .unavailable, code: "trace", "The trace cannot be written.", cause: String(reflecting: error))
        }
    }
}
