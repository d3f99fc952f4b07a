import ArgumentParser
import DeviceCLI
import Foundation
import Reactor
import SSH
import Services
import Synchronization

/// Tests the way to one device, stage by stage.
struct DeviceTestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Connect in stages with their times, and tell what the device is.",
        discussion: """
            One connection is made, and measured. A host that is not known yet gets one more before it, which ends at the host
            key, before the login. With --platform autodetect another one asks the device what it is.
            exit status: 0 signed in, 1 the platform could not be told, 2 no session, 64 wrong command line
            """)

    @OptionGroup(title: "Device") var device: DeviceOptions
    @OptionGroup var choice: PlatformChoice
    @OptionGroup var keeping: RecordOption
    @Flag(help: "Print one JSON object for scripts.") var json = false

    func run() async throws {
        let loop = EventLoop(name: "devices")
        defer { loop.shutdown() }
        var report = TestReport(address: device.place.description, printing: !json)
        do {
            let catalogue = try choice.catalogue()
            let named = choice.isAutomatic ? nil : try choice.platform(in: catalogue, mayUseTelnet: device.telnet)
            let visit = try await DeviceVisit.prepare(device, on: loop)
            var platform = named
            if platform == nil {
                let finding = try await visit.detect(among: catalogue)
                report.detected(finding)
                platform = try Detected.platform(finding, in: catalogue)
            }
            guard let platform else { return }
            report.platform = platform.description.name
            try await signIn(visit, platform, &report)
        } catch {
            report.failed(error)
            if json { report.show() }
            throw Report.note(error, device)
        }
        if json { report.show() }
    }

    private func signIn(_ visit: DeviceVisit, _ platform: Platform, _ report: inout TestReport) async throws {
        let recorder = try keeping.recorder(platform, visit)
        defer { recorder?.finish() }
        let marks = Mutex<(ssh: SSHConnection?, stages: [StageTime])>((nil, []))
        let connector = visit.connector(
            platform.cli, signedIn: { connection in marks.withLock { $0.ssh = connection } },
            sessionReady: { stages in marks.withLock { $0.stages = stages } }, recorder: recorder)
        let result: Result<DeviceFacts, any Error>
        do {
            result = .success(
                try await connector.withReadOnlyConnection { device in
                    recorder?.facts()
                    return try await device.facts()
                })
        } catch {
            result = .failure(error)
        }
        let (ssh, stages) = marks.withLock { $0 }
        report.passed(stages)
        if let ssh { report.signedIn(ssh) }
        report.facts(try result.get())
    }
}
