import Foundation
import SSHTestSupport

/// What a server of a test prints, read as it comes, so that it never waits for that.
final class ServerOutput: Sendable {
    private let ends: (ours: Int32, theirs: Int32)
    // Its lock is the condition's own.
    nonisolated(unsafe) private var text = ""
    nonisolated(unsafe) private var isOver = false
    private let changed = NSCondition()

    init() throws {
        var pair: [Int32] = [0, 0]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &pair) == 0 else {
            throw POSIXError(.EIO)
        }
        self.ends = (pair[0], pair[1])
    }

    /// Starts the server; to be called once.
    func start(_ command: [String], environment: [String: String]) throws -> ChildProcess {
        defer {
            close(self.ends.theirs)
            Thread.detachNewThread { self.read() }
        }
        return try ChildProcess(command, streams: self.ends.theirs, environment: environment)
    }

    /// Waits for half a minute at most until the server has printed the text; throws what it printed last when it does not.
    func wait(for text: String) throws {
        let deadline = Date(timeIntervalSinceNow: 30)
        self.changed.lock()
        defer { self.changed.unlock() }
        while !self.text.contains(text) {
            guard !self.isOver, self.changed.wait(until: deadline) else {
                throw Missing(description: "not printed: \(text); but: \(self.text.suffix(1000))")
            }
        }
    }

    struct Missing: Error, CustomStringConvertible {
        let description: String
    }

    private func read() {
        var chunk = [UInt8](repeating: 0, count: 4096)
        while case let count = Foundation.read(self.ends.ours, &chunk, chunk.count), count > 0 {
            self.changed.withLock {
                self.text += String(decoding: chunk[..<count], as: UTF8.self)
                self.changed.broadcast()
            }
        }
        close(self.ends.ours)
        self.changed.withLock {
            self.isOver = true
            self.changed.broadcast()
        }
    }
}
