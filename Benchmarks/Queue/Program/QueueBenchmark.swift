import Foundation
import Persistence
import Postgres
import Reactor

/// Measures the job queue: `queue-benchmark URL [--for SECONDS]` prints a line of JSON for each measurement.
///
/// One process enqueues and works, beside the server on the same machine. Every enqueue and every end is on the disk before
/// it counts.
@main
enum QueueBenchmark {
    static func main() async throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        guard let url = arguments.first, arguments.count == 1 || (arguments.count == 3 && arguments[1] == "--for"),
            let seconds = arguments.count == 3 ? Int(arguments[2]) : 0
        else {
            FileHandle.standardError.write(Data("usage: queue-benchmark URL [--for SECONDS]\n".utf8))
            exit(2)
        }
        let reactor = Reactor(loops: 1)
        let pool = PostgresPool(PostgresConfiguration(url: url, maxConnections: 24), on: reactor.nextLoop())
        let migrations = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../Migrations")
        try await Migrator(pool, files: try MigrationFile.load(directory: migrations.standardized.path)).migrate()
        let run = QueueRun(database: Database(pool: pool))
        if seconds > 0 {
            try await run.sustained(seconds: seconds)
        } else {
            try await run.all()
        }
        await pool.close()
        reactor.shutdown()
    }
}
