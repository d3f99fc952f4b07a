import DeviceCLI
import Domain
import Foundation
import Persistence
import SSHTestSupport
import Secrets
import Services
import Testing

@testable import Web

/// What sessions learn of a device's SSH, against OpenSSH's server.
@Suite(
    .enabled(if: LoopbackSSHD.isPossible, "needs OpenSSH's server, and root or the usual /dev/pts"),
    .timeLimit(.minutes(10)))
struct DeviceSSHTests {
    private static let legacyOnly = """
        KexAlgorithms diffie-hellman-group14-sha1
        Ciphers aes128-cbc
        MACs hmac-sha1
        """

    /// What libssh2 lacks: only by trying is it found out.
    private static let authenticatedOnly = "Ciphers aes256-gcm@openssh.com"

    /// As much of FRRouting's shell as a test of the connection asks for: it echoes, and shows its prompt.
    private static let router = #"""
        /usr/bin/env python3 -uc "import os,tty; tty.setraw(0); os.write(1,b'r1# '); [os.write(1,b'\r\nr1# ' if c==b'\r' else c) for c in iter(lambda: os.read(0,1), b'')]"
        """#

    static func server(userKeyType: String = "ed25519", _ extra: String = "") throws -> LoopbackSSHD {
        try LoopbackSSHD(program: router, userKeyType: userKeyType, extra: extra)
    }

    /// A device that is this server, with a credential set that signs in to it.
    static func device(_ server: LoopbackSSHD, in site: TestSite, by actor: Actor) async throws -> Device {
        let credentials = try await site.services.credentials.add(
            CredentialDraft(name: "Lab", username: server.username, privateKey: .set(Secret(server.userKey))),
            by: actor)
        return try await site.services.devices.add(
            DeviceDraft(
                name: try #require(DeviceName("r1")), host: try #require(HostAddress("127.0.0.1")),
                port: try #require(Port(Int(server.port))), platform: try #require(PlatformName("frr")),
                credentialSetID: credentials.id, tags: [], notes: ""), by: actor)
    }

    private static func connections(to server: LoopbackSSHD) -> Int {
        server.log.split(whereSeparator: \.isNewline).count { $0.hasPrefix("Connection from ") }
    }

    @Test func `a device with weak algorithms only is refused by name, and works after its opt-in`() async throws {
        let server = try Self.server(Self.legacyOnly)
        try await TestSite.with { site in
            let browser = try await site.browser(.administrator)
            let device = try await Self.device(server, in: site, by: browser.actor)
            let error = await #expect(throws: DeviceError.self) {
                try await site.sessions.reader.test(device, by: .automation)
            }
            let sentence = try #require(error?.description)
            #expect(sentence.contains("diffie-hellman-group14-sha1") && sentence.contains("Allow legacy algorithms"))
            let refused = try await site.services.devices.find(device.id, by: browser.actor)
            #expect(refused.lastFailure == sentence)
            let known = try #require(try await site.services.devices.ssh(device.id, by: browser.actor)?.known)
            #expect(known.mismatch?.sentence == sentence && known.login == nil)
            #expect(known.offer?.ciphers == ["aes128-cbc"])

            let page = try await browser.get("/devices/\(device.id)").text
            let link = "/devices/\(device.id)/edit#field-allows_legacy_algorithms"
            #expect(page.contains("href=\"\(link)\"") && page.contains("No SSH algorithms in common"))
            #expect(page.contains("SSH-2.0-OpenSSH") && !page.contains("legacy algorithms allowed"))
            // Said once, beside the link that helps.
            #expect(page.components(separatedBy: "shares no SSH algorithms").count == 2)
            #expect(!(try await site.browser(.viewer).get("/devices/\(device.id)").text.contains(link)))
            #expect(
                try await browser.get("/devices/\(device.id)/edit").text.contains(
                    "id=\"field-allows_legacy_algorithms\""))

            let saved = try await browser.post("/devices/\(device.id)", Self.fields(of: device, allowsLegacy: true))
            #expect(saved.status == 303)
            #expect(
                try await browser.get("/audit").text.contains(
                    "Changed device r1; legacy SSH algorithms are allowed now"))
            let between = try await browser.get("/devices/\(device.id)").text
            #expect(between.contains("have been allowed since") && !between.contains(link))
            let allowed = try await site.services.devices.find(device.id, by: browser.actor)
            _ = try await site.sessions.reader.test(allowed, by: .automation)
            let report = try #require(try await site.services.devices.ssh(device.id, by: browser.actor))
            #expect(report.known.mismatch == nil)
            #expect(report.known.login?.keyExchange == "diffie-hellman-group14-sha1")
            #expect(report.agreed.flatMap(\.algorithms).count { $0.judgement == .legacy } == 3)
            let working = try await browser.get("/devices/\(device.id)").text
            #expect(working.contains("<span>legacy algorithms allowed</span>"))
            #expect(working.contains("<span>legacy</span>") && !working.contains("No SSH algorithms in common"))
        }
    }

    private static func fields(of device: Device, allowsLegacy: Bool) -> [(String, String)] {
        [
            ("name", device.name.text), ("host", device.host.text), ("port", device.port.description),
            ("platform", device.platform.text), ("credential_set", device.credentialSetID?.description ?? ""),
        ] + (allowsLegacy ? [("allows_legacy_algorithms", "true")] : [])
    }

    @Test func `the engine that was found by trying begins the next session`() async throws {
        let server = try Self.server(Self.authenticatedOnly)
        try await TestSite.with { site in
            let actor = try await site.browser(.administrator).actor
            let device = try await Self.device(server, in: site, by: actor)
            _ = try await site.sessions.reader.test(device, by: .automation)
            #expect(Self.connections(to: server) == 2)
            let first = try #require(try await site.services.devices.ssh(device.id, by: actor)?.known)
            #expect(first.login?.engine == .libssh && first.login?.reason == .algorithms && first.login?.mac == "")
            _ = try await site.sessions.reader.test(device, by: .automation)
            #expect(Self.connections(to: server) == 3)
            let second = try #require(try await site.services.devices.ssh(device.id, by: actor)?.known)
            #expect(second.login?.engine == .libssh && second.login?.reason == .remembered)
            #expect(second.firstSeenAt == first.firstSeenAt)
        }
    }

    @Test func `what the login tells is not remembered, and equal sessions write nothing`() async throws {
        let server = try Self.server(userKeyType: "rsa")
        try await TestSite.with { site in
            let actor = try await site.browser(.administrator).actor
            let device = try await Self.device(server, in: site, by: actor)
            _ = try await site.sessions.reader.test(device, by: .automation)
            let first = try #require(try await site.services.devices.ssh(device.id, by: actor)?.known)
            #expect(first.login?.engine == .libssh && first.login?.reason == .rsaLogin)
            _ = try await site.sessions.reader.test(device, by: .automation)
            #expect(try await site.services.devices.ssh(device.id, by: actor)?.known == first)
        }
    }

    @Test func `a device that is somewhere else now is met anew`() async throws {
        try await TestSite.with { site in
            let browser = try await site.browser(.administrator)
            let device = try await site.device("r1", port: 2222)
            let repository = DeviceSSHRepository(site.database)
            let offer = DeviceSSH.Offer(
                identification: "SSH-2.0-x", keyExchanges: [], hostKeys: [], ciphers: [], macs: [])
            try await repository.recordMismatch(device.id, "Nothing shared.", legacyWouldHelp: false, offer: offer)
            _ = try await browser.post("/devices/\(device.id)", Self.fields(of: device, allowsLegacy: true))
            #expect(try await repository.find(device.id) != nil)
            let moved = [("port", "2223")] + Self.fields(of: device, allowsLegacy: false).filter { $0.0 != "port" }
            #expect(try await browser.post("/devices/\(device.id)", moved).status == 303)
            #expect(try await repository.find(device.id) == nil)
            let audit = try await browser.get("/audit").text
            #expect(audit.contains("Changed device r1; legacy SSH algorithms are allowed no longer"))
        }
    }
}
