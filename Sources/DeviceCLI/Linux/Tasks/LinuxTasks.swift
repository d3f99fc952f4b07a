import SSH

/// The tasks of one user on a host: commands that go on when the connection ends.
///
/// Each has a folder that only this user can read, in the user's cache folder. All that is needed there is a POSIX shell, the
/// usual small programs and /proc.
public struct LinuxTasks: Sendable {
    let host: LinuxHost
    let sudo: LinuxSudo?
    private let limit: Duration

    /// The tasks of the user who signed in, or of the one that `sudo` leads to; each call takes `limit` at most.
    public init(on host: LinuxHost, sudo: LinuxSudo? = nil, limit: Duration = .seconds(30)) {
        self.host = host
        self.sudo = sudo
        self.limit = limit
    }

    /// Starts a command; its limit, bounds, terminal and own `sudo` do not count here.
    ///
    /// Of its output the last `keeping` bytes stay, up to twice as many; what is older goes.
    public func start(_ id: LinuxTask.ID, _ command: LinuxCommand, keeping: Int = 64 << 20) async throws -> LinuxTask {
        let script: String
        do throws(LinuxText.Invalid) {
            script = try LinuxTaskScript.start(id, command, keeping: max(1 << 16, keeping))
        } catch {
            throw self.host.error(.invalid(error.what))
        }
        return try await self.task(self.answer(script))
    }

    /// What has become of a task.
    public func status(of id: LinuxTask.ID) async throws -> LinuxTask {
        try await self.task(self.answer(LinuxTaskScript.status(id)))
    }

    /// The output from `offset` on, at most `most` bytes (a megabyte at the most).
    public func log(of id: LinuxTask.ID, from offset: Int64 = 0, atMost most: Int = 1 << 16) async throws
        -> LinuxTaskLog
    {
        let most = min(max(1, most), 1 << 20)
        let answer = try await self.answer(LinuxTaskScript.log(id, from: max(0, offset), atMost: most))
        guard answer.lines.count == 2 else { throw self.host.error(.unexpectedAnswer) }
        let numbers = answer.lines[1].split(separator: " ").compactMap { Int64($0) }
        guard numbers.count == 2, answer.rest.count <= most else { throw self.host.error(.unexpectedAnswer) }
        return LinuxTaskLog(
            bytes: answer.rest, offset: numbers[0], written: max(numbers[1], numbers[0] + Int64(answer.rest.count)),
            task: try self.task(of: answer.lines[0]))
    }

    /// Ends a task and everything it has started: asks it to, and after `grace` (at most 20 seconds) makes it.
    public func kill(_ id: LinuxTask.ID, grace: Duration = .seconds(5)) async throws -> LinuxTask {
        let seconds = min(20, max(0, Int(grace.components.seconds)))
        return try await self.task(self.answer(LinuxTaskScript.kill(id, grace: seconds)))
    }

    /// All tasks, at most a thousand.
    public func list() async throws -> [LinuxTask] {
        try await self.answer(LinuxTaskScript.list()).lines.map { try self.task(of: $0) }
    }

    /// Removes what is left of a task that has ended; throws `taskExists` while it runs.
    public func remove(_ id: LinuxTask.ID) async throws {
        _ = try await self.answer(LinuxTaskScript.remove(id))
    }

    /// Removes what is left of tasks that ended so long ago, or vanished and began so long ago; gives their names.
    public func removeFinished(olderThan age: Duration) async throws -> [LinuxTask.ID] {
        let answer = try await self.answer(LinuxTaskScript.removeFinished(age: Int(age.components.seconds)))
        return answer.lines.compactMap { LinuxTask.ID($0) }
    }

    private struct Answer {
        var lines: [String]
        var rest: [UInt8]
    }

    /// Runs a script of ours; it answers `ok LINES`, so many lines, and perhaps bytes, or the name of a problem.
    private func answer(_ script: String) async throws -> Answer {
        let result = try await self.host.run(
            LinuxCommand(.shell(script), sudo: self.sudo, mostOutput: 4 << 20, limit: self.limit))
        guard result.ending != .timedOut else { throw self.host.error(.connection(.timedOut(.transfer))) }
        var rest = result.output.first[...]
        func line() -> String? {
            guard let end = rest.firstIndex(of: 0x0A) else { return nil }
            defer { rest = rest[(end + 1)...] }
            return String(decoding: rest[..<end], as: UTF8.self)
        }
        let words = line()?.split(separator: " ") ?? []
        if words.first == "problem", words.count == 2, let code = Self.problems[String(words[1])] {
            throw self.host.error(code, result.error.text)
        }
        guard words.first == "ok", words.count == 2, let count = Int(words[1]), (0...1000).contains(count) else {
            throw self.host.error(.unexpectedAnswer, result.error.text)
        }
        var lines: [String] = []
        for _ in 0..<count {
            guard let line = line() else { throw self.host.error(.unexpectedAnswer, result.error.text) }
            lines.append(line)
        }
        return Answer(lines: lines, rest: Array(rest))
    }

    private static let problems: [String: LinuxError.Code] = [
        "exists": .taskExists, "missing": .noSuchTask, "folder": .noFolder, "running": .taskExists,
    ]

    private func task(_ answer: Answer) throws -> LinuxTask {
        guard let line = answer.lines.first else { throw self.host.error(.unexpectedAnswer) }
        return try self.task(of: line)
    }

    /// `NAME STATE PROCESS STARTED STATUS ENDED`, a dash for what is not known.
    private func task(of line: String) throws -> LinuxTask {
        let words = line.split(separator: " ").map(String.init)
        guard words.count == 6, let id = LinuxTask.ID(words[0]) else { throw self.host.error(.unexpectedAnswer, line) }
        let state: LinuxTask.State
        switch words[1] {
        case "running": state = .running
        case "vanished": state = .vanished
        case "exited":
            guard let status = Int32(words[4]), let end = Int(words[5]) else {
                throw self.host.error(.unexpectedAnswer, line)
            }
            state = .exited(status: status, at: end)
        default: throw self.host.error(.unexpectedAnswer, line)
        }
        return LinuxTask(id: id, state: state, process: Int32(words[2]), started: Int(words[3]))
    }
}
