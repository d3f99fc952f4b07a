import ArgumentParser
import DeviceCLI
import Foundation
import Reactor
import Services

/// Plays a recorded session without its device.
struct DeviceReplayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replay",
        abstract: "Play what --record kept to the platform's dialogue, and print what it makes of it.",
        discussion: """
            A recording of a device that gave trouble becomes a test: it passes when every command is answered.
            exit status: 0 all answered, 1 a command is rejected or the session goes another way, 64 wrong command line
            """)

    @Argument(help: "The recording.") var file: String
    @Option(
        name: [.customShort("p"), .long],
        help: ArgumentHelp("Another platform than the recording's own.", valueName: "name"))
    var platform: String?
    @Option(help: ArgumentHelp("Folder of the device platforms.", valueName: "folder")) var platformsFolder: String?
    @Option(help: ArgumentHelp("Give the session at most so many bytes at a time.", valueName: "bytes"))
    var chunk: Int = 1 << 16
    @Flag(help: "Print only whether it plays.") var quiet = false

    func validate() throws {
        if chunk < 1 { throw ValidationError("--chunk \(chunk) is no number of bytes from 1.") }
    }

    func run() async throws {
        let loop = EventLoop(name: "replay")
        defer { loop.shutdown() }
        do {
            let text = try TextFile.contents(of: file, "The recording")
            let recording: Recording
            do {
                recording = try Recording(text)
            } catch {
                throw ValidationError("\(file): \(error)")
            }
            var choice = PlatformChoice()
            choice.platform = platform ?? recording.header.platform
            choice.platformsFolder = platformsFolder
            let platform = try choice.platform(in: try choice.catalogue(), mayUseTelnet: true)
            let outcome = try await RecordingPlayer(recording, platform: platform.cli, loop: loop).play(chunk: chunk)
            tell(outcome, platform)
            let rejected = outcome.results.filter { !$0.isAccepted }
            for result in rejected {
                Report.note("✗ \(file): the device rejected '\(result.command)': \(result.rejection ?? "")")
            }
            if !rejected.isEmpty { throw Report.rejected }
            let told = outcome.facts == nil ? "" : ", facts told"
            Report.note(
                "✓ \(file) plays on \(platform.description.name): \(outcome.results.count) commands answered\(told).")
        } catch let error as RecordingError {
            Report.note("✗ \(file): \(error)")
            throw Report.rejected
        } catch let error as DeviceError {
            Report.note("✗ \(file): \(error)")
            throw Report.rejected
        } catch {
            throw Report.note(error)
        }
    }

    private func tell(_ outcome: RecordingPlayer.Outcome, _ platform: Platform) {
        if quiet { return }
        for result in outcome.results where result.isAccepted {
            Report.show("── \(outcome.hostname): \(result.command)\n\(result.output)")
        }
        guard let facts = outcome.facts else { return }
        var report = TestReport(address: outcome.hostname, printing: true)
        report.platform = platform.description.name
        report.facts(facts)
    }
}
