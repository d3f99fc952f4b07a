import Foundation

/// PostgreSQL's own load generator, the peer.
struct Pgbench {
    let program: String
    let url: String

    /// Runs a script of one statement with prepared statements, one connection for each client, on two threads.
    func statementsPerSecond(_ script: String, clients: Int, seconds: Int) async throws -> Double {
        let file = FileManager.default.temporaryDirectory.appending(path: "pgbench-\(UUID().uuidString).sql")
        try script.write(to: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }
        let output = try await run([
            "-n", "-M", "prepared", "-j", "\(min(2, clients))", "-c", "\(clients)", "-T", "\(seconds)", "-f", file.path,
            url,
        ])
        // «tps = 12345.678901 (without initial connection time)»
        guard let line = output.split(separator: "\n").last(where: { $0.hasPrefix("tps = ") }),
            let rate = Double(line.dropFirst(6).prefix { $0 != " " })
        else { throw BenchmarkError("pgbench said «\(output)»") }
        return rate
    }

    private func run(_ arguments: [String]) async throws -> String {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.standardOutput = output
        process.standardError = output
        return try await withCheckedThrowingContinuation { continuation in
            // Reading blocks, so it is not for Swift's own threads.
            DispatchQueue.global().async {
                continuation.resume(
                    with: Result {
                        // Threads of Dispatch block signals, a child inherits that, and pgbench ends by SIGALRM.
                        var alarm = sigset_t()
                        sigemptyset(&alarm)
                        sigaddset(&alarm, SIGALRM)
                        pthread_sigmask(SIG_UNBLOCK, &alarm, nil)
                        try process.run()
                        let data = try output.fileHandleForReading.readToEnd() ?? Data()
                        process.waitUntilExit()
                        return String(decoding: data, as: UTF8.self)
                    })
            }
        }
    }
}
