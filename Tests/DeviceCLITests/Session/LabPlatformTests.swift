import Reactor
import SSH
import SSHTestSupport
import Testing

@testable import DeviceCLI

/// Sessions with every simulated platform of the lab: read, configure, be rejected, drop, commit, confirm, save.
///
/// One test for each platform, because its parts share a device and must follow one another.
@Suite(
    .enabled(if: !LabPlatforms.platforms.isEmpty, "needs the lab's simulated platforms (bin/test sets NETSTACKS_LAB)"))
struct LabPlatformTests {
    /// The lines that rename a device.
    static let renaming: [String: [String]] = [
        "juniper_junos": ["set system host-name NAME"], "vyos": ["set system host-name NAME"],
        "ubiquiti_edgeos": ["set system host-name NAME"], "huawei_vrp": ["sysname NAME"],
        "hp_comware": ["sysname NAME"],
        "hp_procurve": ["hostname NAME"], "fortinet": ["config system global", "set hostname NAME", "end"],
        "paloalto_panos": ["set deviceconfig system hostname NAME"], "nokia_sros": ["/configure system name NAME"],
        "nokia_srl": ["set / system name host-name NAME"], "mikrotik_routeros": ["/system identity set name=NAME"],
    ]

    let loop = EventLoop()

    func lines(_ platform: String, _ name: String) -> [String] {
        (Self.renaming[platform] ?? ["hostname NAME"]).map { $0.replacing("NAME", with: name) }
    }

    func connector(_ platform: String) async throws -> DeviceConnector {
        let device = try await onOwnThread { try LabPlatforms.shared.get() }.device(platform)
        return DeviceConnector(
            loop: self.loop, platform: try PlatformFile.load(platform),
            address: DeviceAddress(host: device.host, port: device.port),
            login: DeviceLogin(
                username: device.username, login: .password(device.password), enablePassword: device.enablePassword),
            access: .ssh(hostKeys: .pinned([try #require(SSHHostKey(openSSH: device.hostKey))])),
            timeouts: .patient(prompt: .seconds(30), silence: .seconds(30)))
    }

    /// Shows what the log would hold, which a failed test's own message lacks.
    func told<T: Sendable>(_ body: () async throws -> T) async throws -> T {
        do {
            return try await body()
        } catch let error as DeviceError {
            Issue.record("\(error.debugDescription)")
            throw error
        }
    }

    @Test(arguments: LabPlatforms.platforms)
    func `a simulated device is read and changed, whatever the line does to the bytes`(platform: String) async throws {
        try await self.read(platform)
        guard try PlatformFile.load(platform).modes.configuration != nil else { return }
        try await self.change(platform)
        try await self.pipeline(platform)
        for fault in [["noise", "mid"], ["noise", "after"], ["chunk", "1"], ["pager"]] {
            try await self.change(platform, under: fault)
        }
    }

    /// Name, facts, configuration.
    private func read(_ platform: String) async throws {
        try await self.told {
            try await self.connector(platform).withReadOnlyConnection { device in
                let facts = try await device.facts()
                #expect(facts.version != nil)
                #expect(facts.hostname?.isEmpty == false)
                let hasConfiguration = try PlatformFile.load(platform).commands.runningConfig != nil
                if hasConfiguration { #expect(try await device.runningConfiguration().count > 40) }
            }
        }
    }

    /// A rejection, a candidate that is dropped, commits, and saving.
    private func change(_ platform: String) async throws {
        let cli = try PlatformFile.load(platform)
        try await self.told {
            try await self.connector(platform).withWritingConnection { device in
                let former = await device.readOnly.hostname()
                let good = self.lines(platform, "renamed9")
                // A rejected line stops, and on a candidate nothing is left of the lines before it.
                do {
                    try await device.configure([good[0], "bogus-word nothing", good[0]])
                    Issue.record("the line was accepted")
                } catch let error as DeviceError {
                    guard case .commandRejected(2, "bogus-word nothing", _) = error.code else { throw error }
                    #expect(error.progress?.accepted == 1)
                    #expect(
                        error.progress?.candidate
                            == (cli.commitStyle == .candidate ? .dropped : ConfigurationProgress.Candidate.none))
                }
                if cli.commitStyle == .candidate {
                    #expect(try await !device.readOnly.runningConfiguration().contains("renamed9"))
                    try await self.followCandidate(device, platform, former: former)
                } else {
                    try await device.configure(good)
                    #expect(try await device.readOnly.runningConfiguration().contains("renamed9"))
                    #expect(await device.readOnly.hostname() == "renamed9")
                    try await device.configure(self.lines(platform, former))
                    #expect(try await device.commit() == .unsupported)
                }
                switch try await device.save() {
                case .saved: #expect(cli.commands.save != nil)
                case .unsupported: #expect(cli.commands.save == nil)
                }
                #expect(try await !device.readOnly.runningConfiguration().contains("renamed9"))
            }
        }
    }

    private func followCandidate(_ device: WritingConnection, _ platform: String, former: String) async throws {
        let cli = try PlatformFile.load(platform)
        try await device.configure(self.lines(platform, "renamed9"))
        // The simulated PAN-OS does not know `show config diff`.
        if platform != "paloalto_panos", case .difference(let text) = try await device.pendingChanges() {
            #expect(text.contains("renamed9"))
        }
        switch try await device.check() {
        case .checked: #expect(cli.commands.check != nil)
        default: #expect(cli.commands.check == nil)
        }
        guard case .aborted = try await device.abort() else {
            Issue.record("not aborted")
            return
        }
        #expect(try await !device.readOnly.runningConfiguration().contains("renamed9"))
        try await device.configure(self.lines(platform, "renamed9"), pace: .pipelined)
        guard case .committed = try await device.commit() else {
            Issue.record("not committed")
            return
        }
        #expect(try await device.readOnly.runningConfiguration().contains("renamed9"))
        try await device.configure(self.lines(platform, former))
        switch try await device.commitConfirmed(revertingAfter: .seconds(600)) {
        case .committedWithTimer:
            guard case .confirmed = try await device.confirm() else {
                Issue.record("not confirmed")
                return
            }
        case .unsupported: _ = try await device.commit()
        default: Issue.record("no answer")
        }
    }

    /// A faulty line changes nothing of that.
    private func change(_ platform: String, under fault: [String]) async throws {
        let lab = try await onOwnThread { try LabPlatforms.shared.get() }
        let simulated = try lab.device(platform)
        try await lab.control(simulated, ["fault"] + fault)
        do {
            try await self.change(platform, on: simulated)
        } catch {
            try await lab.control(simulated, ["clear"])
            throw error
        }
        try await lab.control(simulated, ["clear"])
    }

    private func change(_ platform: String, on simulated: LabPlatforms.Device) async throws {
        let cli = try PlatformFile.load(platform)
        try await self.told {
            try await self.connector(platform).withWritingConnection { device in
                let before = try await device.readOnly.runningConfiguration()
                #expect(before.count > 40)
                try await device.configure(self.lines(platform, "renamed8"))
                if cli.commitStyle == .candidate {
                    #expect(try await device.abort() != .unsupported)
                } else {
                    #expect(try await device.readOnly.runningConfiguration().contains("renamed8"))
                    try await device.configure(self.lines(platform, simulated.name))
                }
                #expect(try await !device.readOnly.runningConfiguration().contains("renamed8"))
            }
        }
    }

    /// Many lines under way at once give the same answers as one by one.
    private func pipeline(_ platform: String) async throws {
        guard try PlatformFile.load(platform).pipelineWindow > 1 else { return }
        try await self.told {
            try await self.connector(platform).withWritingConnection { device in
                let lines = (0..<60).flatMap { self.lines(platform, "renamed\($0)") }
                let results = try await device.configure(lines, pace: .pipelined)
                #expect(results.map(\.number) == Array(1...lines.count))
                _ = try await device.abort()
                do {
                    try await device.configure(lines[..<20] + ["bogus-word nothing"] + lines[20...], pace: .pipelined)
                    Issue.record("the line was accepted")
                } catch let error as DeviceError {
                    guard case .commandRejected(21, _, _) = error.code else { throw error }
                    #expect(error.progress?.accepted == 20)
                    #expect(error.progress?.candidate == .dropped)
                    #expect(error.progress?.outcomes.last == .notSent)
                }
                #expect(try await !device.readOnly.runningConfiguration().contains("renamed"))
            }
        }
    }
}
