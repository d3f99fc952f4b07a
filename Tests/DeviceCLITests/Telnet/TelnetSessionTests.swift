import Foundation
import Reactor
import SSH
import SSHTestSupport
import Testing

@testable import DeviceCLI

/// Sessions over Telnet with simulated devices of the lab.
@Suite(.enabled(if: LabSwitches.program != nil, "needs the lab (bin/test sets NETSTACKS_LAB)"))
struct TelnetSessionTests {
    let loop = EventLoop()

    func connector(_ lab: LabSwitches, _ platform: String, password: String? = nil) throws -> DeviceConnector {
        let device = lab.device
        return DeviceConnector(
            loop: self.loop, platform: try PlatformFile.load(platform),
            address: DeviceAddress(host: device.host, port: try #require(device.telnetPort)),
            login: DeviceLogin(
                username: device.username, login: .password(password ?? device.password),
                enablePassword: device.enablePassword),
            access: .telnet, timeouts: .patient)
    }

    @Test(arguments: ["cisco_ios", "juniper_junos", "huawei_vrp", "hp_procurve", "linux"])
    func `a device is signed in to, read and left`(platform: String) async throws {
        let lab = try await onOwnThread {
            try LabSwitches(["--routers", "0", "--switches", "0", "--devices", "\(platform)=1", "--telnet"])
        }
        let greeting = try await self.connector(lab, platform).test()
        #expect(greeting.hostKey == nil)
        #expect(!greeting.hostname.isEmpty)
        try await self.connector(lab, platform).withReadOnlyConnection { device in
            let facts = try await device.facts()
            #expect(facts.version != nil)
        }
    }

    /// Whoever always has something to read never waits, and the deadline was looked at only while waiting.
    @Test func `a device that writes without end runs into the deadline all the same`() async throws {
        let server = try TalkingServer("something else\r\n", withoutEnd: true)
        let connector = DeviceConnector(
            loop: self.loop, platform: try PlatformFile.load("cisco_ios"),
            address: DeviceAddress(host: "127.0.0.1", port: server.port),
            login: DeviceLogin(username: "a", login: .password("b")), access: .telnet,
            timeouts: DeviceTimeouts(prompt: .milliseconds(200), silence: .seconds(60)))
        do {
            _ = try await connector.test()
            Issue.record("it signed in")
        } catch let error as DeviceError {
            #expect(error.code == .timeout(.prompt))
            #expect(error.lastSeen.contains("something else"))
        }
    }

    @Test func `a wrong password is a refused login, not a silence`() async throws {
        let lab = try await onOwnThread { try LabSwitches(["--routers", "0", "--switches", "1", "--telnet"]) }
        do {
            _ = try await self.connector(lab, "cisco_ios", password: "wrong").test()
            Issue.record("it signed in")
        } catch let error as DeviceError {
            #expect(error.code == .authentication(offeredMethods: []))
            #expect(!error.debugDescription.contains("wrong"))
        }
    }

    @Test func `a change goes through in pieces of one byte and with log messages`() async throws {
        let lab = try await onOwnThread { try LabSwitches(["--routers", "0", "--switches", "1", "--telnet"]) }
        try await lab.control("fault", "chunk", "1")
        try await lab.control("fault", "noise", "mid")
        try await self.connector(lab, "cisco_ios").withWritingConnection { device in
            let results = try await device.configure(["ntp server 192.0.2.10", "vlan 10", " name Users"])
            #expect(results.count == 3)
        }
    }

    @Test(arguments: LabPlatforms.platforms)
    func `every platform is signed in to and read over Telnet, whatever the line does to the bytes`(platform: String)
        async throws
    {
        let lab = try await onOwnThread {
            try LabSwitches(["--routers", "0", "--switches", "0", "--devices", "\(platform)=1", "--telnet"])
        }
        let faults = [
            ["chunk", "1", "noise", "mid", "banner", "Last login: today"], ["noise", "after", "chunk", "1"],
            ["banner", "password"], ["pager"],
        ]
        for words in faults {
            for pair in stride(from: 0, to: words.count, by: 2) {
                let fault = Array(words[pair..<min(pair + 2, words.count)])
                try await lab.control(["fault"] + fault)
            }
            do {
                try await self.connector(lab, platform).withReadOnlyConnection { device in
                    let facts = try await device.facts()
                    #expect(facts.version != nil, "\(platform) with \(words)")
                }
            } catch let error as DeviceError {
                Issue.record("\(platform) with \(words): \(error.debugDescription)")
            }
            try await lab.control(["clear"])
        }
    }
}
