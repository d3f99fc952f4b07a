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
            Two connections are made: the first one ends at the host key, before the login; the second one signs in. With
            --platform autodetect one more, between them, asks the device what it is.
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
            let visit = try await look(&report, loop)
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

    private func look(_ report: inout TestReport, _ loop: EventLoop) async throws -> DeviceVisit {
        let seen = Mutex<DeviceLook?>(nil)
        do {
            let visit = try await DeviceVisit.prepare(device, on: loop) { look in seen.withLock { $0 = look } }
            if let look = seen.withLock({ $0 }) { report.looked(look) }
            return visit
        } catch {
            if let look = seen.withLock({ $0 }) { report.looked(look) }
            throw error
        }
    }

    private func signIn(_ visit: DeviceVisit, _ platform: Platform, _ report: inout TestReport) async throws {
        let recorder = try keeping.recorder(platform, visit)
        defer { recorder?.finish() }
        let marks = Mutex<(signedIn: ContinuousClock.Instant?, ready: ContinuousClock.Instant?, ssh: SSHConnection?)>(
            (nil, nil, nil))
        let start = ContinuousClock.now
        let connector = visit.connector(
            platform.cli,
            signedIn: { connection in marks.withLock { ($0.signedIn, $0.ssh) = (.now, connection) } },
            sessionReady: { marks.withLock { $0.ready = .now } }, recorder: recorder)
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
        let (signedIn, ready, ssh) = marks.withLock { $0 }
        if let signedIn { report.signedIn(after: signedIn - start, ssh) }
        if let ready { report.reachedPrompt(after: ready - (signedIn ?? start)) }
        report.facts(try result.get())
    }
}
