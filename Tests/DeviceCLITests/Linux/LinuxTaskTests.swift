import DeviceCLI
import Foundation
import Reactor
import SSH
import SSHTestSupport
import Testing

/// Commands that go on without a connection.
@Suite(.enabled(if: LoopbackSSHD.isPossible, "needs OpenSSH's server, and root or the usual /dev/pts"))
struct LinuxTaskTests {
    let room: LinuxRoom

    init() throws { self.room = try LinuxRoom() }

    func id(_ text: String = "t-" + UUID().uuidString) throws -> LinuxTask.ID { try #require(LinuxTask.ID(text)) }

    /// Waits until the task is over.
    func end(of id: LinuxTask.ID, _ tasks: LinuxTasks) async throws -> LinuxTask {
        let end = ContinuousClock.now + .seconds(60)
        while true {
            let task = try await tasks.status(of: id)
            if task.state != .running { return task }
            guard ContinuousClock.now < end else { throw POSIXError(.ETIMEDOUT) }
            try await self.room.loop.sleep(until: .now + .milliseconds(50))
        }
    }

    @Test(arguments: SSHEngineKind.allCases)
    func `a task outlives its connection and tells its status and output`(engine: SSHEngineKind) async throws {
        let first = try await self.room.connect(engine)
        let id = try self.id()
        let gate = self.room.folder.path + "/gate"
        let text = "echo \"one $LAB\"; pwd; until [ -e '\(gate)' ]; do sleep 0.05; done; echo two >&2; exit 7"
        let task = try await LinuxTasks(on: first).start(
            id, LinuxCommand(.shell(text), environment: ["LAB": "it's"], folder: "/etc"))
        #expect(task.state == .running)
        #expect(try #require(task.process) > 1)
        let error = await linuxError { _ = try await LinuxTasks(on: first).start(id, LinuxCommand(.shell("true"))) }
        #expect(error?.code == .taskExists)
        await first.connection.close()

        let second = try await self.room.connect(engine)
        let tasks = LinuxTasks(on: second)
        #expect(try await tasks.status(of: id) == task)
        try Data().write(to: URL(filePath: gate))
        guard case .exited(status: 7, let at) = try await self.end(of: id, tasks).state else {
            Issue.record("no status 7")
            return
        }
        #expect(at >= task.started ?? .max)
        let log = try await tasks.log(of: id)
        #expect(String(decoding: log.bytes, as: UTF8.self) == "one it's\n/etc\ntwo\n")
        #expect(log.written == log.next)
        let tail = try await tasks.log(of: id, from: 4, atMost: 4)
        #expect(String(decoding: tail.bytes, as: UTF8.self) == "it's")
        #expect(tail.next == 8)
        #expect(try await tasks.log(of: id, from: 1000).bytes.isEmpty)
        try await tasks.remove(id)
        #expect(await linuxError { _ = try await tasks.status(of: id) }?.code == .noSuchTask)
        await second.connection.close()
    }

    @Test func `programs and scripts are tasks as well, and an early end is told at once`() async throws {
        let host = try await self.room.connect()
        let tasks = LinuxTasks(on: host)
        let commands: [(LinuxCommand.Program, String, Int32)] = [
            (.program(["printf", "%s|", "it's", "$(id)", "-n"]), "it's|$(id)|-n|", 0),
            (.script("print \"@ARGV\\n\"; exit 9;", interpreter: "perl", arguments: ["a'b"]), "a'b\n", 9),
            (.program(["/no/such/program"]), "", 127),
        ]
        for (program, text, status) in commands {
            let id = try self.id()
            _ = try await tasks.start(id, LinuxCommand(program))
            guard case .exited(status, _) = try await self.end(of: id, tasks).state else {
                Issue.record("\(program) has not ended with \(status)")
                continue
            }
            let log = String(decoding: try await tasks.log(of: id).bytes, as: UTF8.self)
            #expect(log == text || (text.isEmpty && log.contains("/no/such/program")))
            try await tasks.remove(id)
        }
        await host.connection.close()
    }

    @Test(arguments: [false, true])
    func `killing ends the whole group, at first politely`(isStubborn: Bool) async throws {
        let host = try await self.room.connect()
        let tasks = LinuxTasks(on: host)
        let id = try self.id()
        let trap = isStubborn ? "trap '' TERM" : "trap 'touch ended; exit 5' TERM"
        let text =
            "\(trap); sh -c \"\(trap); echo \\$\\$ >child.new; mv child.new child; sleep 300 & wait; sleep 300\" & wait; sleep 300"
        _ = try await tasks.start(id, LinuxCommand(.shell(text), folder: self.room.folder.path))
        try await self.room.await("child")
        let child = try String(contentsOf: self.room.folder.appending(path: "child"), encoding: .utf8)
            .trimmingCharacters(in: .whitespacesAndNewlines)
        #expect(await linuxError { try await tasks.remove(id) }?.code == .taskExists)
        let task = try await tasks.kill(id, grace: .seconds(isStubborn ? 1 : 20))
        guard case .exited(let status, _) = task.state else {
            Issue.record("\(task.state)")
            return
        }
        #expect(status == (isStubborn ? 137 : 5))
        #expect(FileManager.default.fileExists(atPath: self.room.folder.path + "/ended") == !isStubborn)
        let state = try await host.run(
            LinuxCommand(.shell("cat /proc/\(child)/stat 2>/dev/null | grep -v ' [ZX] ' | wc -l")))
        #expect(state.output.text.trimmingCharacters(in: .whitespacesAndNewlines) == "0")
        try await tasks.remove(id)
        await host.connection.close()
    }

    @Test func `a number that belongs to another process now is not taken for the task, nor killed`() async throws {
        let host = try await self.room.connect()
        let tasks = LinuxTasks(on: host)
        let (id, other) = (try self.id(), try self.id())
        let sleeper = try await tasks.start(other, LinuxCommand(.program(["sleep", "300"])))
        let process = try #require(sleeper.process)
        _ = try await tasks.start(id, LinuxCommand(.program(["true"])))
        _ = try await self.end(of: id, tasks)
        // As after a crash of the host: no status, and a number that is in use again.
        let forge = """
            for d in "${XDG_CACHE_HOME:-$HOME/.cache}/netstacks/tasks" "/var/tmp/netstacks-tasks-$(id -u)"; do
              if [ -d "$d/\(id)" ]; then
                rm "$d/\(id)/exit"
                read -r p s b t <"$d/\(id)/pid"; echo "\(process) $s $b $t" >"$d/\(id)/pid"
              fi
            done
            """
        #expect(try await host.run(LinuxCommand(.shell(forge))).succeeded)
        #expect(try await tasks.status(of: id).state == .vanished)
        #expect(try await tasks.kill(id).state == .vanished)
        #expect(try await tasks.status(of: other).state == .running)
        #expect(Set(try await tasks.list().map(\.id)).isSuperset(of: [id, other]))
        #expect(try await tasks.kill(other).state != .running)
        try await tasks.remove(id)
        try await tasks.remove(other)
        await host.connection.close()
    }

    @Test func `a log that is turned keeps its offsets and its end`() async throws {
        let host = try await self.room.connect()
        let tasks = LinuxTasks(on: host)
        let id = try self.id()
        let gate = self.room.folder.path + "/gate"
        // Each line is its own offset.
        let lines = "awk 'BEGIN { for (i = 0; i < $1; i += 10) printf \"%09d\\n\", i + $2 }'"
        let text =
            "\(lines.replacing("$1", with: "200000").replacing("$2", with: "0")); until [ -e '\(gate)' ]; do sleep 0.05; done; "
            + "\(lines.replacing("$1", with: "1000").replacing("$2", with: "200000"))"
        _ = try await tasks.start(id, LinuxCommand(.shell(text)), keeping: 1 << 16)
        let end = ContinuousClock.now + .seconds(60)
        // The log is looked at every few seconds; turned, it begins anew and the old one stays once.
        let turned =
            "cat \"$HOME\"/.cache/netstacks/tasks/\(id)/base /var/tmp/netstacks-tasks-$(id -u)/\(id)/base 2>/dev/null"
        while try await host.run(LinuxCommand(.shell(turned))).output.text != "0 200000\n", .now < end {
            try await self.room.loop.sleep(until: .now + .milliseconds(100))
        }
        try Data().write(to: URL(filePath: gate))
        _ = try await self.end(of: id, tasks)
        let old = try await tasks.log(of: id, from: 199_990, atMost: 20)
        #expect(String(decoding: old.bytes, as: UTF8.self) == "000199990\n000200000\n")
        let new = try await tasks.log(of: id, from: 200_990)
        #expect(String(decoding: new.bytes, as: UTF8.self) == "000200990\n")
        #expect(new.written == 201_000)
        try await tasks.remove(id)
        await host.connection.close()
    }

    @Test func `finished tasks are removed by their age, running ones never`() async throws {
        let host = try await self.room.connect()
        let tasks = LinuxTasks(on: host)
        let (done, busy) = (try self.id(), try self.id())
        _ = try await tasks.start(done, LinuxCommand(.program(["true"])))
        _ = try await tasks.start(busy, LinuxCommand(.program(["sleep", "300"])))
        _ = try await self.end(of: done, tasks)
        #expect(try await !tasks.removeFinished(olderThan: .seconds(3600)).contains(done))
        // Both are made ten days old.
        let age = """
            for d in "${XDG_CACHE_HOME:-$HOME/.cache}/netstacks/tasks" "/var/tmp/netstacks-tasks-$(id -u)"; do
              t=$(($(date +%s) - 864000))
              if [ -d "$d/\(done)" ]; then
                echo "0 $t" >"$d/\(done)/exit"
                read -r p s b x <"$d/\(busy)/pid"; echo "$p $s $b $t" >"$d/\(busy)/pid"
              fi
            done
            """
        #expect(try await host.run(LinuxCommand(.shell(age))).succeeded)
        let removed = try await tasks.removeFinished(olderThan: .seconds(700_000))
        #expect(removed.contains(done) && !removed.contains(busy))
        #expect(await linuxError { _ = try await tasks.status(of: done) }?.code == .noSuchTask)
        #expect(try await tasks.kill(busy).state != .running)
        try await tasks.remove(busy)
        await host.connection.close()
    }

    @Test func `nobody else can read a task, and the list of processes does not show its line`() async throws {
        let host = try await self.room.connect()
        let tasks = LinuxTasks(on: host)
        let id = try self.id()
        _ = try await tasks.start(
            id, LinuxCommand(.shell(": s3cr3t-line; sleep 300"), environment: ["KEY": "s3cr3t-value"]))
        let result = try await host.run(LinuxCommand(.shell("ps -A -o args=")))
        #expect(!result.output.text.contains("s3cr3t"))
        let modes = try await host.run(
            LinuxCommand(
                .shell(
                    "find \"$HOME/.cache/netstacks/tasks/\(id)\" \"/var/tmp/netstacks-tasks-$(id -u)/\(id)\" -perm /077 2>/dev/null; echo ."
                )))
        #expect(modes.output.text == ".\n")
        _ = try await tasks.kill(id, grace: .zero)
        try await tasks.remove(id)
        await host.connection.close()
    }

    @Test func `names that could lead elsewhere are none`() {
        for text in ["", "..", "a/b", "a b", "-x", "a\n", "$(id)", String(repeating: "a", count: 65)] {
            #expect(LinuxTask.ID(text) == nil)
        }
    }
}

/// Tasks of root, by an account that signed in without being root.
@Suite(.enabled(if: LinuxRoom.hasSudo, "needs root and sudo"))
struct LinuxSudoTaskTests {
    @Test(arguments: [false, true])
    func `a task of another user is started, read and killed by sudo`(usePTY: Bool) async throws {
        let room = try LinuxRoom(sudoers: "ALL=(ALL) ALL\(usePTY ? "\nDefaults use_pty" : "")")
        let host = try await room.connect()
        let tasks = LinuxTasks(on: host, sudo: LinuxSudo(password: LinuxRoom.password))
        let id = try #require(LinuxTask.ID("t-" + UUID().uuidString))
        _ = try await tasks.start(id, LinuxCommand(.shell("id -u; sleep 300")))
        let end = ContinuousClock.now + .seconds(60)
        while try await tasks.log(of: id).written == 0, .now < end {
            try await room.loop.sleep(until: .now + .milliseconds(50))
        }
        #expect(try await tasks.log(of: id).bytes == Array("0\n".utf8))
        #expect(await linuxError { _ = try await LinuxTasks(on: host).status(of: id) }?.code == .noSuchTask)
        let task = try await tasks.kill(id)
        guard case .exited(status: 143, _) = task.state else {
            Issue.record("\(task.state)")
            return
        }
        try await tasks.remove(id)
        await host.connection.close()
    }
}
