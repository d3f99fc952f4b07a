import Foundation
import Postgres
import Reactor

/// A private PostgreSQL server in a folder of its own, reachable by its Unix socket only.
///
/// A small shell supervises it: when this process ends, however it ends, the shell's standard input closes, and it stops
/// the server and removes the folder.
public actor TestDatabaseServer {
    /// Why the server did not start.
    public struct Failure: Error, CustomStringConvertible {
        /// What the server's log or the shell said.
        public let description: String
    }

    /// Where its databases are found.
    public nonisolated let directory: String
    /// Its port, for the name of its socket and for TCP where its options ask for it.
    public nonisolated let port: Int
    private let process: Process
    private let commands: FileHandle
    private let answers: FileHandle

    /// The URL of one of its databases, as the superuser.
    public nonisolated func url(database: String = "postgres") -> String {
        "postgresql://postgres@/\(database)?host=\(directory)&port=\(port)"
    }

    /// Makes a new cluster and starts it.
    ///
    /// With `primary` it is a streaming replica of that server. `setup` are shell commands that run when the cluster is
    /// made, with its folder in `$dir` and its user in `$user` when that is another; `options` are those of the server.
    public static func start(
        replicaOf primary: TestDatabaseServer? = nil, setup: String = "", options: String = "", port: Int = 5432
    ) async throws -> TestDatabaseServer {
        let server = try TestDatabaseServer(primary?.directory ?? "", setup, options, port)
        try await server.expect("ready")
        return server
    }

    private init(_ primary: String, _ setup: String, _ options: String, _ port: Int) throws {
        self.port = port
        // Not the user's temporary folder: the path of a socket may have at most 107 bytes.
        var template = Array("/tmp/netstacks-pg-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw Failure(description: "No temporary folder: errno \(errno)") }
        directory = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let input = Pipe()
        let output = Pipe()
        commands = input.fileHandleForWriting
        answers = output.fileHandleForReading
        // Another child of this process must not hold the pipe open.
        _ = fcntl(commands.fileDescriptor, F_SETFD, FD_CLOEXEC)
        process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = [
            "-c", TestDatabaseScript.text, "supervisor", directory, primary, setup, options, "\(port)",
        ]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        try? input.fileHandleForReading.close()
        try? output.fileHandleForWriting.close()
    }

    /// Stops the server as an administrator would; its sessions are told.
    public func stop() async throws {
        try await command("stop", expecting: "stopped")
    }

    /// Stops the server abruptly, as a crash would; it recovers at its next start.
    public func crash() async throws {
        try await command("crash", expecting: "stopped")
    }

    /// Kills the server as the kernel would for want of memory; nothing is told to anyone.
    public func kill() async throws {
        try await command("kill", expecting: "stopped")
    }

    /// Starts the server again.
    public func restart() async throws {
        try await command("start", expecting: "ready")
    }

    /// Stops the server and removes its folder.
    public func remove() async {
        // It is closed already when the server was removed before.
        try? commands.close()
        let process = process
        await withCheckedContinuation { continuation in
            // Waiting blocks, so it is not for Swift's own threads.
            DispatchQueue.global().async {
                process.waitUntilExit()
                continuation.resume()
            }
        }
    }

    private func command(_ text: String, expecting answer: String) async throws {
        try commands.write(contentsOf: Data((text + "\n").utf8))
        try await expect(answer)
    }

    private func expect(_ expected: String) async throws {
        let answers = answers
        let line = await withCheckedContinuation { continuation in
            // Reading blocks, so it is not for Swift's own threads.
            DispatchQueue.global().async { continuation.resume(returning: Self.line(answers)) }
        }
        guard line == expected else { throw Failure(description: "The test database server said «\(line)»") }
    }

    private static func line(_ file: FileHandle) -> String {
        var bytes: [UInt8] = []
        while let byte = try? file.read(upToCount: 1)?.first, byte != UInt8(ascii: "\n") { bytes.append(byte) }
        return String(decoding: bytes, as: UTF8.self)
    }
}
