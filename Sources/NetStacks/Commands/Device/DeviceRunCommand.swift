import ArgumentParser
import DeviceCLI
import Foundation
import Reactor
import Services

/// Runs reading commands on one device.
struct DeviceRunCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Run commands that only read, and print what the device answers.",
        discussion: """
            What only reads is told by the platform; anything else is refused before the device is reached.
            exit status: 0 all answered, 1 the device rejected one, 2 no session, 64 wrong command line
            """)

    @OptionGroup(title: "Device") var device: DeviceOptions
    @OptionGroup var choice: PlatformChoice
    @OptionGroup var keeping: RecordOption
    @Flag(help: "Print one JSON object for scripts.") var json = false
    @Argument(help: "The commands, each in quotes.") var commands: [String]

    func run() async throws {
        let loop = EventLoop(name: "devices")
        defer { loop.shutdown() }
        var report = RunReport(address: device.place.description)
        do {
            let catalogue = try choice.catalogue()
            let named = choice.isAutomatic ? nil : try choice.platform(in: catalogue, mayUseTelnet: device.telnet)
            if let named { try refuseWriting(named) }
            let visit = try await DeviceVisit.prepare(device, on: loop)
            var platform = named
            if platform == nil {
                let finding = try await visit.detect(among: catalogue)
                platform = try Detected.platform(finding, in: catalogue)
            }
            guard let platform else { return }
            try refuseWriting(platform)
            report.platform = platform.description.name
            try await run(on: visit, platform, &report)
        } catch {
            report.note(error)
            if json { report.show() }
            throw Report.note(error, device)
        }
        if json { report.show() }
        if !report.isAccepted { throw Report.rejected }
    }

    private func run(on visit: DeviceVisit, _ platform: Platform, _ report: inout RunReport) async throws {
        let recorder = try keeping.recorder(platform, visit)
        defer { recorder?.finish() }
        let (several, json, commands) = (commands.count > 1, json, commands)
        let outcome = try await visit.connector(platform.cli, recorder: recorder).withReadOnlyConnection { device in
            let hostname = await device.hostname()
            var outcome = Outcome(hostname: hostname)
            for command in commands {
                recorder?.run(command)
                let start = ContinuousClock.now
                do throws(DeviceError) {
                    let result = try await device.run(command)
                    outcome.results.append(RunReport.Result(result, took: .now - start))
                    if json { continue }
                    if several { Report.show("── \(hostname): \(command)") }
                    if let words = result.rejection {
                        Report.note("✗ \(visit.address) rejected '\(command)': \(words)")
                        // The rest often says where in the line.
                        let rest = result.output.split(separator: "\n").filter { !$0.contains(words) }
                        if !rest.isEmpty { Report.note(rest.prefix(20).joined(separator: "\n")) }
                    } else {
                        Report.show(result.output.hasSuffix("\n") ? String(result.output.dropLast()) : result.output)
                    }
                } catch {
                    // What was answered before stays an answer.
                    outcome.failure = error
                    return outcome
                }
            }
            return outcome
        }
        report.hostname = outcome.hostname
        report.results = outcome.results
        if let failure = outcome.failure { throw failure }
    }

    private struct Outcome: Sendable {
        let hostname: String
        var results: [RunReport.Result] = []
        var failure: DeviceError?
    }

    private func refuseWriting(_ platform: Platform) throws {
        for command in commands where command.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) {
            throw ValidationError(
                "A command holds a line break or another control character, so nothing was sent. Give each command by itself."
            )
        }
        for command in commands where !platform.cli.readOnly.permits(command) {
            throw ValidationError(
                "'\(command)' is no reading command of \(platform.title), so nothing was sent. "
                    + "Configuration reaches a device through a change, or by your own hands in `netstacks device shell`."
            )
        }
    }
}
