import Foundation
import Postgres
import Reactor

/// Measures statements through the pool and through pgbench in turn on one server, and prints medians and ratios.
@main struct PostgresBenchmark {
    static func main() async {
        do {
            try await run(Array(CommandLine.arguments.dropFirst()))
        } catch {
            FileHandle.standardError.write(Data("The bench could not run: \(error)\n".utf8))
            exit(1)
        }
    }

    private static func run(_ arguments: [String]) async throws {
        guard arguments.count >= 2 else {
            throw BenchmarkError("usage: PostgresBenchmark URL PGBENCH [SECONDS [ROUNDS [NAME [TASKS]]]]")
        }
        let peer = Pgbench(program: arguments[1], url: arguments[0])
        let seconds = try arguments.dropFirst(2).first.map(number) ?? 2
        let rounds = try arguments.dropFirst(3).first.map(number) ?? 5
        let only = arguments.dropFirst(4).first
        let counts = try arguments.dropFirst(5).first.map { [try number($0)] } ?? [1, 8, 32]

        let loop = EventLoop(name: "bench")
        let pool = PostgresPool(PostgresConfiguration(url: arguments[0]), on: loop)
        try await Workload.prepare(on: pool)
        say("\(seconds) s each, median of \(rounds) rounds; pgbench -M prepared -j 2 in the same rounds")
        if let load = loadOfOthers, load > 1 {
            say("The machine is busy with other work (load \(load)): these ratios cannot be relied on.")
        }
        say(Comparison.header)
        var goals: [String] = []
        for workload in Workload.all where only == nil || only == workload.name {
            for tasks in counts {
                var comparison = Comparison(workload: workload.name, tasks: tasks)
                for _ in 0..<rounds {
                    comparison.ours.append(
                        try await Measurement.take(workload, on: pool, loop: loop, tasks: tasks, seconds: seconds))
                    comparison.peers.append(
                        try await peer.statementsPerSecond(workload.peerScript, clients: tasks, seconds: seconds))
                }
                say(comparison.line)
                goals += comparison.goals
            }
        }
        for goal in goals { say(goal) }
        await pool.close()
        loop.shutdown()
    }

    /// How many tasks were running on average during the last minute, before anything was measured.
    private static var loadOfOthers: Double? {
        // try?: where the system does not tell, nothing is said.
        guard let text = try? String(contentsOfFile: "/proc/loadavg", encoding: .utf8) else { return nil }
        return text.split(separator: " ").first.flatMap { Double($0) }
    }

    /// Prints a line at once, also into a pipe.
    private static func say(_ line: String) {
        FileHandle.standardOutput.write(Data((line + "\n").utf8))
    }

    private static func number(_ text: String) throws -> Int {
        guard let number = Int(text), number > 0 else { throw BenchmarkError("«\(text)» is not a positive number") }
        return number
    }
}

/// Why the bench could not run.
struct BenchmarkError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
        self.description = description
    }
}
