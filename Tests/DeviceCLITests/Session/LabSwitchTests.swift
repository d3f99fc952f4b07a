import DeviceCLI
import Foundation
import Reactor
import SSH
import SSHTestSupport
import Testing

/// Sessions with the lab's simulated IOS switch: password login, enable, pager, faults.
@Suite(.enabled(if: LabSwitches.program != nil, "needs the lab (bin/test sets NETSTACKS_LAB)"))
struct LabSwitchTests {
    let lab: LabSwitches
    let loop = EventLoop()

    init() async throws {
        self.lab = try await onOwnThread { try LabSwitches() }
    }

    func connector(password: String? = nil, timeouts: DeviceTimeouts = .patient) throws -> DeviceConnector {
        let device = self.lab.device
        let pinned = try #require(SSHHostKey(openSSH: device.hostKey))
        return DeviceConnector(
            loop: self.loop, platform: try PlatformFile.load("cisco_ios"),
            address: DeviceAddress(host: device.host, port: device.port),
            login: DeviceLogin(
                username: device.username, login: .password(password ?? device.password),
                enablePassword: device.enablePassword),
            access: .ssh(hostKeys: .pinned([pinned])), timeouts: timeouts)
    }

    func failure<T: Sendable>(_ body: @escaping @Sendable (WritingConnection) async throws -> T) async throws
        -> DeviceError?
    {
        do {
            _ = try await self.connector().withWritingConnection(body)
            return nil
        } catch {
            return error as? DeviceError
        }
    }

    static let lines = ["ntp server 192.0.2.10", "vlan 10", " name Users", "exit", "snmp-server location Hall 3?"]

    @Test(arguments: [[], ["noise"], ["chunk", "1"], ["chunk", "3"], ["delay", "0.05"]])
    func `a change goes through whatever the line does to the bytes`(fault: [String]) async throws {
        if fault.count == 1 { try await self.lab.control("fault", fault[0]) }
        if fault.count == 2 { try await self.lab.control("fault", fault[0], fault[1]) }
        try await self.connector().withWritingConnection { device in
            #expect(await device.readOnly.hostname() == "sw1")
            let results = try await device.configure(Self.lines)
            #expect(results.count == Self.lines.count)
            let text = try await device.readOnly.runningConfiguration()
            #expect(text.contains("\nntp server 192.0.2.10\n"))
            #expect(text.contains("\n name Users\n"))
            #expect(text.hasSuffix("\nend\n"))
            guard case .saved = try await device.save() else {
                Issue.record("not saved")
                return
            }
        }
    }

    @Test func `a rejected line and a cut connection are told apart, with their numbers`() async throws {
        try await self.lab.control("fault", "reject", "^vlan 10")
        let rejected = try await self.failure { try await $0.configure(Self.lines) }
        #expect(
            rejected?.code
                == .commandRejected(line: 2, command: "vlan 10", message: "% Invalid input detected at '^' marker."))
        try await self.lab.control("clear")
        try await self.lab.control("fault", "drop-after", "3")
        let cut = try await self.failure { try await $0.configure(Self.lines) }
        #expect(cut?.code == .disconnectedMidCommand)
        #expect(cut?.progress?.accepted == 2)
        #expect(cut?.progress?.inFlight?.number == 3)
    }

    @Test func `wrong password, refused enable, changed key, silence and nobody there have their own names`()
        async throws
    {
        func kind(_ connector: DeviceConnector) async -> String? {
            do {
                _ = try await connector.test()
                return nil
            } catch {
                return (error as? DeviceError)?.kind
            }
        }
        #expect(await kind(try self.connector(password: "wrong")) == "authentication")
        let cases: [(fault: String, timeouts: DeviceTimeouts, kind: String)] = [
            ("wrong-enable", .patient, "enable_refused"), ("host-key", .patient, "host_key_changed"),
            ("hang-connect", .patient(keyExchange: .seconds(1)), "timeout_key_exchange"),
            ("mute", .patient(prompt: .seconds(5)), "timeout_prompt"), ("unreachable", .patient, "refused"),
        ]
        for (fault, timeouts, expected) in cases {
            try await self.lab.control("fault", fault)
            #expect(await kind(try self.connector(timeouts: timeouts)) == expected)
            try await self.lab.control("clear")
        }
        #expect(await kind(try self.connector()) == nil)
    }
}
