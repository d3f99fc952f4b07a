public import Foundation

/// A server written in Python that a test started: it prints one line when it is ready and ends when its input does.
public final class PythonServer: Sendable {
    /// What it said when it was ready, such as its port; empty when it could not start.
    public let greeting: String
    private let process: ChildProcess
    private let end: Int32

    /// Starts a script and waits for its line; a script that ends without one leaves the greeting empty.
    public init(_ script: URL, _ arguments: [String] = []) throws {
        var pair: [Int32] = [0, 0]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &pair) == 0 else {
            throw POSIXError(.EIO)
        }
        self.end = pair[0]
        do {
            // Our own copy of its end is closed before anything is read: a program that cannot start is told by the end.
            defer { close(pair[1]) }
            self.process = try ChildProcess(
                Self.python + [script.path] + arguments, streams: pair[1], environment: Self.environment)
        } catch {
            close(pair[0])
            throw error
        }
        var line: [UInt8] = []
        var byte: UInt8 = 0
        while read(pair[0], &byte, 1) == 1, byte != 0x0A { line.append(byte) }
        self.greeting = String(decoding: line, as: UTF8.self)
    }

    deinit {
        close(self.end)
        self.process.kill(SIGTERM)
    }

    /// Runs a script to its end and gives what it prints; throws when it fails.
    public static func output(_ script: URL, _ arguments: [String] = []) throws -> String {
        try ChildProcess.output(Self.python + [script.path] + arguments, environment: Self.environment)
    }

    private static let python = [
        "/usr/bin/env", ProcessInfo.processInfo.environment["NETSTACKS_TEST_PYTHON"] ?? "python3",
    ]
    private static let environment = [
        "PYTHONDONTWRITEBYTECODE": "1", "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "",
    ]
}
