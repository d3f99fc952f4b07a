import Foundation
import Synchronization

/// A process that a test started; it is killed by its id, at the latest when this goes away.
public final class ChildProcess: Sendable {
    /// The process id.
    public let pid: Int32
    private let status = Mutex<Int32?>(nil)

    /// Starts a program; `streams` becomes its standard input and output, else it has none.
    public init(_ command: [String], streams: Int32? = nil, environment: [String: String] = [:]) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        if let streams {
            posix_spawn_file_actions_adddup2(&actions, streams, 0)
            posix_spawn_file_actions_adddup2(&actions, streams, 1)
        } else {
            posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
            posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        }
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        var arguments: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) }
        defer { arguments.forEach { free($0) } }
        arguments.append(nil)
        let variables = ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"].merging(environment) { $1 }
        var entries: [UnsafeMutablePointer<CChar>?] = variables.map { strdup("\($0.key)=\($0.value)") }
        defer { entries.forEach { free($0) } }
        entries.append(nil)
        // The threads that run tests block signals, and a child would inherit that: it could not be ended.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var pid = pid_t()
        let problem = posix_spawn(&pid, command[0], &actions, &attributes, &arguments, &entries)
        guard problem == 0 else { throw POSIXError(.init(rawValue: problem) ?? .EIO) }
        self.pid = pid
    }

    deinit {
        self.kill(SIGKILL)
        self.wait()
    }

    /// Sends a signal, unless the process is over: its id may belong to another one then.
    public func kill(_ signal: Int32) {
        self.status.withLock { status in
            if status == nil { _ = Foundation.kill(self.pid, signal) }
        }
    }

    /// Whether the process is over.
    public var hasEnded: Bool {
        self.status.withLock { status in
            if status != nil { return true }
            var information = siginfo_t()
            return waitid(P_PID, id_t(self.pid), &information, WEXITED | WNOWAIT | WNOHANG) == 0
                && information.si_signo == SIGCHLD
        }
    }

    /// Waits for the end and gives the status; several may wait.
    @discardableResult
    public func wait() -> Int32 {
        // Left unreaped at first, so that the id stays ours until the lock is held.
        var information = siginfo_t()
        while waitid(P_PID, id_t(self.pid), &information, WEXITED | WNOWAIT) != 0, errno == EINTR {}
        return self.status.withLock { status in
            if let status { return status }
            var value: Int32 = 0
            waitpid(self.pid, &value, 0)
            status = value
            return value
        }
    }

    /// Runs a program and gives what it prints, without the last line break; throws when it fails.
    public static func output(_ command: [String], environment: [String: String] = [:]) throws -> String {
        var ends: [Int32] = [0, 0]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else {
            throw POSIXError(.EIO)
        }
        defer { close(ends[0]) }
        let process: ChildProcess
        do {
            // Closed before it is read, and also when the program cannot start.
            defer { close(ends[1]) }
            process = try ChildProcess(command, streams: ends[1], environment: environment)
        }
        var text: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while case let count = read(ends[0], &chunk, chunk.count), count > 0 { text += chunk[..<count] }
        guard process.wait() == 0 else { throw POSIXError(.ECHILD) }
        while text.last == 0x0A { text.removeLast() }
        return String(decoding: text, as: UTF8.self)
    }

    /// Runs a program to its end; throws when it fails.
    public static func run(_ command: [String]) throws {
        guard try ChildProcess(command).wait() == 0 else { throw POSIXError(.ECHILD) }
    }
}
