import ArgumentParser
import DeviceCLI
import Foundation
import Reactor
import SSH

/// Runs one command or script on a Linux host.
struct DeviceExecCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "exec",
        abstract: "Run a command or a script on a Linux host, by your own hands: nothing is checked or recorded.",
        discussion: """
            Several words are a program with its arguments; one word is a line for the shell. When the time is up or you press
            Ctrl-C, the command ends with everything it has started.

            examples:
              netstacks device exec host1 'df -h | sort'
              netstacks device exec host1 --env TOKEN --sudo root --sudo-password-env PASSWORD -- /opt/renew --now
              netstacks device exec host1 --script ./audit.py --interpreter python3

            exit status: the command's own; 124 it took too long, 255 no session or no shell, 64 wrong command line
            """)

    @OptionGroup var host: HostOptions
    @Option(help: ArgumentHelp("Give the command this variable of your environment; repeat it.", valueName: "name"))
    var env: [String] = []
    @Option(help: ArgumentHelp("Run it in this folder.", valueName: "folder")) var folder: String?
    @Option(help: ArgumentHelp("Run this script instead, sent by standard input.", valueName: "file")) var script:
        String?
    @Option(help: "What reads the script.") var interpreter: String = "sh"
    @Flag(help: "Give it what standard input holds.") var stdin = false
    @Flag(help: "Give it a terminal; output and errors are one stream then.") var terminal = false
    @Option(help: "Longest time in seconds that it may run.") var limit: Int = 60
    @Flag(help: "Print one JSON object for scripts.") var json = false
    @Argument(help: "The command; with --script, its arguments.") var command: [String] = []

    func validate() throws {
        if script == nil, command.isEmpty { throw ValidationError("Give a command, or --script with a file.") }
        if script != nil, stdin {
            throw ValidationError("A script reads itself from standard input. Leave --stdin out.")
        }
        if !(1...86400).contains(limit) {
            throw ValidationError("--limit \(limit) is no number of seconds from 1 to 86400.")
        }
    }

    func run() async throws {
        let loop = EventLoop(name: "host")
        defer { loop.shutdown() }
        try await HostReport.failures(host.device) {
            let order = try order()
            let visit = try await DeviceVisit.prepare(host.device, on: loop)
            let result = try await visit.withConnection { connection in
                try await LinuxHost(connection: connection).run(order)
            }
            try show(result)
        }
    }

    private func order() throws -> LinuxCommand {
        let environment = ProcessInfo.processInfo.environment
        var values: [String: String] = [:]
        for name in env {
            guard let value = environment[name] else {
                throw ValidationError("The environment variable \(name) is not set.")
            }
            values[name] = value
        }
        let program: LinuxCommand.Program =
            if let script {
                .script(
                    try TextFile.contents(of: script, "The script"), interpreter: interpreter, arguments: command)
            } else if command.count == 1 {
                .shell(command[0])
            } else {
                .program(command)
            }
        return LinuxCommand(
            program, environment: values, folder: folder,
            input: stdin ? [UInt8](FileHandle.standardInput.readDataToEndOfFile()) : [],
            terminal: terminal ? SSHTerminal() : nil, sudo: try host.sudoLogin(at: host.device.address),
            mostOutput: 64 << 20, limit: .seconds(limit))
    }

    private func show(_ result: LinuxResult) throws {
        let status: ExitCode =
            switch result.ending {
            case .exited(let status): ExitCode(status)
            case .timedOut: ExitCode(124)
            case .signalled, .unknown: HostReport.noSession
            }
        if json {
            let report = ExecReport(result)
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            Report.show(String(decoding: try encoder.encode(report), as: UTF8.self))
        } else {
            FileHandle.standardOutput.write(Data(result.output.text.utf8))
            FileHandle.standardError.write(Data(result.error.text.utf8))
            switch result.ending {
            case .exited: break
            case .timedOut: Report.note("✗ It took longer than \(limit) s and was ended.")
            case .signalled(let name): Report.note("✗ It was ended by the signal \(name).")
            case .unknown: Report.note("✗ The host did not say how it ended.")
            }
        }
        if status != .success { throw status }
    }
}

/// What `device exec --json` prints.
private struct ExecReport: Encodable {
    let status: Int32?
    let signal: String?
    let timedOut: Bool
    let output: String
    let error: String
    let milliseconds: Double

    private enum CodingKeys: String, CodingKey {
        case status, signal, output, error, milliseconds
        case timedOut = "timed_out"
    }

    init(_ result: LinuxResult) {
        status = if case .exited(let status) = result.ending { status } else { nil }
        signal = if case .signalled(let name) = result.ending { name } else { nil }
        timedOut = result.ending == .timedOut
        output = result.output.text
        error = result.error.text
        milliseconds = result.duration.milliseconds
    }
}
