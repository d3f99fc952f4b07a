import ArgumentParser
import DeviceCLI
import Foundation
import Reactor

/// Tasks on a Linux host that outlive the connection.
struct DeviceTaskCommand: AsyncParsableCommand {
    /// What is done with a task.
    enum Action: String, ExpressibleByArgument, CaseIterable {
        case start, status, log, stop, list, remove
    }

    static let configuration = CommandConfiguration(
        commandName: "task",
        abstract: "Start a task on a Linux host that outlives the connection; read its log, stop it, clean up.",
        discussion: """
            examples:
              netstacks device task host1 start backup 'pg_dump app > /srv/app.sql'
              netstacks device task host1 log backup --offset 4096
              netstacks device task host1 stop backup
              netstacks device task host1 remove backup

            exit status: 0 done, 1 the host refused it, 255 no session, 64 wrong command line
            """)

    @OptionGroup var host: HostOptions
    @Argument(help: "start, status, log, stop, list or remove.") var action: Action
    @Argument(help: "The task's name; not for list.") var name: String?
    @Argument(help: "The line for the shell; for start.") var command: String?
    @Option(help: "Where in the log to begin, in bytes.") var offset: Int64 = 0

    func validate() throws {
        if action == .list ? name != nil : name == nil {
            throw ValidationError(action == .list ? "list takes no name." : "\(action.rawValue) needs the task's name.")
        }
        if (action == .start) != (command != nil) {
            throw ValidationError(
                action == .start ? "start needs the line for the shell." : "Only start takes a line for the shell.")
        }
        if offset < 0 { throw ValidationError("--offset \(offset) is no place in a log.") }
        if let name, LinuxTask.ID(name) == nil {
            throw ValidationError("'\(name)' is no name of a task: 1 to 64 letters, digits, dashes and underscores.")
        }
    }

    func run() async throws {
        let loop = EventLoop(name: "host")
        defer { loop.shutdown() }
        try await HostReport.failures(host.device) {
            let sudo = try host.sudoLogin(at: host.device.address)
            let visit = try await DeviceVisit.prepare(host.device, on: loop)
            do {
                let words = try await visit.withConnection { connection in
                    try await self.answer(LinuxTasks(on: LinuxHost(connection: connection), sudo: sudo))
                }
                if !words.isEmpty { FileHandle.standardOutput.write(Data(words)) }
            } catch let error as LinuxError {
                Report.note("✗ \(error)")
                if case .connection = error.code { throw HostReport.noSession }
                throw Report.rejected
            }
        }
    }

    private func answer(_ tasks: LinuxTasks) async throws -> [UInt8] {
        guard let name, let id = LinuxTask.ID(name) else {
            return try await tasks.list().flatMap { Array(($0.words + "\n").utf8) }
        }
        switch action {
        case .start: return Array((try await tasks.start(id, LinuxCommand(.shell(command ?? ""))).words + "\n").utf8)
        case .stop: return Array((try await tasks.kill(id).words + "\n").utf8)
        case .remove:
            try await tasks.remove(id)
            return []
        case .log:
            var bytes: [UInt8] = []
            var next = offset
            while true {
                let piece = try await tasks.log(of: id, from: next)
                bytes += piece.bytes
                if piece.bytes.isEmpty || piece.next >= piece.written { return bytes }
                next = piece.next
            }
        case .status, .list: return Array((try await tasks.status(of: id).words + "\n").utf8)
        }
    }
}

extension LinuxTask {
    /// Its name and its state on one line.
    fileprivate var words: String {
        switch state {
        case .running: "\(id) running\(process.map { ", process \($0)" } ?? "")"
        case .exited(let status, _): "\(id) ended with status \(status)"
        case .vanished: "\(id) vanished: it was killed, or the host was restarted"
        }
    }
}
