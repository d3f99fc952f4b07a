import DeviceCLI
import Foundation
import Reactor
import SSH
import SSHTestSupport
import Testing

/// Sessions with a real FRRouting router: its own vtysh, prompts and errors.
@Suite(.enabled(if: FRRouter.isPossible, "needs FRRouting and root")) struct FRRoutingTests {
    let loop = EventLoop()

    func connector(_ router: FRRouter) throws -> DeviceConnector {
        DeviceConnector(
            loop: self.loop, platform: try PlatformFile.load("frr"),
            address: DeviceAddress(host: "127.0.0.1", port: router.server.port),
            login: DeviceLogin(
                username: router.server.username, login: .privateKey(pem: router.server.userKey, passphrase: nil)),
            access: .ssh(hostKeys: .acceptFirst), timeouts: .patient)
    }

    @Test func `a change is configured, shown, saved and undone`() async throws {
        let router = try await onOwnThread { try FRRouter() }
        try await self.connector(router).withWritingConnection { device in
            #expect(await device.readOnly.hostname() == "r9")
            let before = try await device.readOnly.runningConfiguration()
            #expect(before.hasSuffix("!\nend\n"))
            let long = "description what? " + String(repeating: "long words ", count: 12) + "end"
            try await device.configure([
                "ip route 192.0.2.0/24 blackhole", "interface lo", " \(long)", "exit", "hostname r10",
            ])
            let after = try await device.readOnly.runningConfiguration()
            #expect(after.contains("\nip route 192.0.2.0/24 blackhole\n"))
            #expect(after.contains("\n \(long)\n"))
            #expect(await device.readOnly.hostname() == "r10")
            guard case .saved(let words) = try await device.save() else {
                Issue.record("not saved")
                return
            }
            #expect(words.contains("[OK]"))
            try await device.configure([
                "no ip route 192.0.2.0/24 blackhole", "interface lo", " no description", "exit", "hostname r9",
            ])
            #expect(try await device.readOnly.runningConfiguration() == before)
        }
    }

    @Test(arguments: ["bogus", "ip route 192.0.2.0/24", "router bgp 65000", "interface lo\u{20}\u{20}bogus words here"])
    func `a line that vtysh does not take is a rejection with its number`(line: String) async throws {
        let router = try await onOwnThread { try FRRouter() }
        do {
            _ = try await self.connector(router).withWritingConnection {
                try await $0.configure([
                    "ip route 198.51.100.0/24 blackhole", line, "ip route 203.0.113.0/24 blackhole",
                ])
            }
            Issue.record("the line was accepted")
        } catch let error as DeviceError {
            guard case .commandRejected(2, line, let message) = error.code else { throw error }
            #expect(message.hasPrefix("%") || message == "bgpd is not running")
        }
        let text = try await self.connector(router).withReadOnlyConnection { try await $0.runningConfiguration() }
        #expect(text.contains("198.51.100.0/24"))
        #expect(!text.contains("203.0.113.0/24"))
    }
}
