import Domain
import Foundation
import HTTPTypes
import Persistence
import Services
import Testing

@testable import Web

@Suite(.timeLimit(.minutes(10))) struct APIDeviceTests {
    @Test func `a device is added, shown, changed and removed`() async throws {
        let site = try await APISite.shared
        let credentials = try await site.credentialSet()
        let name = APISite.freshName("sw")
        let body: JSONValue = [
            "name": .string(name), "host": "SW1.Example.Net", "port": 2222, "platform": "cisco_ios",
            "credential_set_id": .string(credentials), "tags": ["Core", "lisbon", "core"], "notes": "rack 4\nü",
        ]
        let made = try await site.call(.post, "/devices", body, as: .engineer)
        let id = try made.id()
        #expect(made.headers[.location] == "/api/v1/devices/\(id)")
        #expect(made.json["tags"] == ["core", "lisbon"])
        #expect(made.json["host"] == "sw1.example.net")
        #expect(try await site.call(.get, "/devices/\(id)").json == made.json)

        let changed = try await site.call(
            .put, "/devices/\(id)",
            [
                "name": .string(name), "host": "192.0.2.9", "port": 22, "protocol": "ssh", "jump_host_id": nil,
                "site": "Lisbon", "fact_protocol": "eapi", "fact_port": 8443, "platform": "frr",
                "credential_set_id": nil, "tags": [],
                "allows_legacy_algorithms": true, "notes": "",
            ])
        #expect(made.json["allows_legacy_algorithms"] == false)
        #expect(changed.json["allows_legacy_algorithms"] == true)
        #expect(made.json["fact_protocol"] == "cli" && made.json["fact_port"] == .some(nil))
        #expect(changed.json["fact_protocol"] == "eapi" && changed.json["fact_port"] == 8443)
        #expect(changed.json["platform"] == "frr" && changed.json["site"] == "lisbon")
        #expect(changed.json["credential_set_id"] == .some(nil))
        #expect(try await site.call(.delete, "/devices/\(id)").status == 204)
        #expect(try await site.call(.get, "/devices/\(id)").status == 404)
        #expect(try await site.call(.delete, "/devices/\(id)").status == 404)
    }

    @Test func `a list is filtered, sorted and divided into pages`() async throws {
        let site = try await APISite.shared
        let tag = APISite.freshName("tag")
        var names: [String] = []
        for _ in 0..<3 { names.append(try await site.device(["tags": [.string(tag)]]).name) }
        let found = try await site.call(.get, "/devices?tag=\(tag)&size=2&page=1")
        #expect(found.json["total"] == 3)
        #expect(found.items.count == 2)
        let rest = try await site.call(.get, "/devices?tag=\(tag)&size=2&page=2&platform=cisco_ios")
        #expect((found.items + rest.items).map { $0["name"]?.stringValue } == names.sorted())
        let descending = try await site.call(.get, "/devices?tag=\(tag)&sort=-name")
        #expect(descending.items.map { $0["name"]?.stringValue } == names.sorted().reversed())
        let unknown = try await site.call(.get, "/devices?sort=-colour")
        #expect(unknown.status == 422 && unknown.fields == ["sort"])
        #expect(unknown.text.contains("name, -name, host, -host, platform, -platform, last_seen, -last_seen"))
        #expect(try await site.call(.get, "/devices?search=\(names[1])").json["total"] == 1)
        #expect(try await site.call(.get, "/devices?tag=\(tag)&platform=frr").json["total"] == 0)
        #expect(try await site.call(.get, "/devices?search=\(names[1].prefix(5))%25").json["total"] == 0)
    }

    @Test func `every field that is wrong is named at once`() async throws {
        let answer = try await APISite.shared.call(
            .post, "/devices", ["name": "a b", "host": "h:22", "platform": "IOS!", "tags": ["ok", "not ok"]])
        #expect(answer.status == 422)
        #expect(answer.fields == ["name", "host", "platform", "tags[1]"])
    }

    @Test func `an unknown platform and an unknown credential set are named`() async throws {
        let answer = try await APISite.shared.call(
            .post, "/devices",
            [
                "name": .string(APISite.freshName()), "host": "h", "platform": "no_such_platform",
                "credential_set_id": .string(UUID().uuidString),
            ])
        #expect(answer.status == 422)
        #expect(answer.fields == ["platform", "credential_set_id"])
    }

    @Test func `a name that is taken is a conflict`() async throws {
        let site = try await APISite.shared
        let name = try await site.device().name
        let answer = try await site.call(
            .post, "/devices", ["name": .string(name.uppercased()), "host": "h", "platform": "frr"])
        #expect(answer.status == 409)
        #expect(answer.code == "device_name_taken")
        #expect(answer.fields == ["name"])
    }

    @Test func `changing a device takes every member`() async throws {
        let site = try await APISite.shared
        let device = try await site.device()
        let answer = try await site.call(
            .put, "/devices/\(device.id)", ["name": .string(device.name), "host": "h", "platform": "frr"])
        #expect(
            answer.fields == [
                "port", "protocol", "jump_host_id", "site", "fact_protocol", "fact_port", "credential_set_id", "tags",
                "allows_legacy_algorithms",
                "notes",
            ])
    }

    @Test func `Telnet is refused where the policy does not allow it, also by a platform's other name`() async throws {
        let site = try await APISite.shared
        func adding(_ more: [String: JSONValue]) async throws -> APIAnswer {
            let body: [String: JSONValue] = [
                "name": .string(APISite.freshName()), "host": "h", "platform": "cisco_ios",
            ]
            return try await site.call(.post, "/devices", .object(body.merging(more) { $1 }))
        }
        let telnet = try await adding(["protocol": "telnet"])
        #expect(telnet.status == 422 && telnet.fields == ["protocol"])
        #expect(telnet.text.contains("is switched off here"))
        #expect(try await adding(["platform": "cisco_ios_telnet"]).fields == ["platform"])
        #expect(try await adding(["protocol": "rlogin"]).fields == ["protocol"])
    }

    @Test func `a jump host is another device over SSH, and a way never leads back to itself`() async throws {
        let site = try await APISite.shared
        func moving(_ device: (id: String, name: String), behind hop: String) async throws -> APIAnswer {
            try await site.call(
                .put, "/devices/\(device.id)",
                [
                    "name": .string(device.name), "host": "h", "port": 22, "protocol": "ssh",
                    "jump_host_id": .string(hop), "site": nil, "fact_protocol": "cli", "fact_port": nil,
                    "platform": "frr", "credential_set_id": nil, "tags": [],
                    "allows_legacy_algorithms": false, "notes": "",
                ])
        }
        let (first, second) = (try await site.device(), try await site.device())
        #expect(try await moving(second, behind: first.id).json["jump_host_id"] == .string(first.id))
        let ring = try await moving(first, behind: second.id)
        #expect(ring.status == 409 && ring.code == "jump_host_ring" && ring.fields == ["jump_host_id"])
        let itself = try await moving(first, behind: first.id)
        #expect(itself.fields == ["jump_host_id"])
        #expect(try await moving(first, behind: UUID().uuidString).fields == ["jump_host_id"])
        let removal = try await site.call(.delete, "/devices/\(first.id)")
        #expect(removal.status == 409 && removal.code == "jump_host_in_use")
    }

    @Test(arguments: ["connection-tests", "configuration-reads", "backups"])
    func `a reading is a job that can be followed and stopped`(path: String) async throws {
        let site = try await APISite.shared
        let device = try await site.device(["credential_set_id": .string(try await site.credentialSet())])
        let asked = try await site.call(.post, "/devices/\(device.id)/\(path)", as: .operator)
        let job = try #require(asked.json["job_id"]?.stringValue)
        #expect(asked.headers[.location] == "/api/v1/jobs/\(job)")
        let shown = try await site.call(.get, "/jobs/\(job)", as: .viewer)
        #expect(shown.json["state"] == "queued")
        #expect(shown.json["device_id"] == .string(device.id))
        let again = try await site.call(.post, "/devices/\(device.id)/\(path)", as: .operator)
        #expect(again.json == asked.json)
        let listed = try await site.call(.get, "/jobs?device_id=\(device.id)&state=queued,running")
        #expect(listed.json["total"] == 1)
        let stopped = try await site.call(.post, "/jobs/\(job)/cancellation", as: .operator)
        #expect(stopped.json["state"] == "cancelled")
        #expect(try await site.call(.post, "/jobs/\(job)/cancellation").code == "job_finished")
    }

    @Test func `without a credential set nobody can read a device`() async throws {
        let site = try await APISite.shared
        let device = try await site.device()
        let answer = try await site.call(.post, "/devices/\(device.id)/backups")
        #expect(answer.code == "device_without_credentials")
    }

    @Test func `a configuration is shown without its secrets once it was read`() async throws {
        let site = try await APISite.shared
        let device = try await site.device(["credential_set_id": .string(try await site.credentialSet())])
        let missing = try await site.call(.get, "/devices/\(device.id)/configuration")
        #expect(missing.status == 404 && missing.code == "configuration_not_read")
        let asked = try await site.call(.post, "/devices/\(device.id)/configuration-reads")
        let hash = try await site.contents.put("hostname sw1\nenable secret 5 $1$abc$defghijk\nend\n")
        try await ReadingRepository(site.database).record(
            deviceID: try #require(Device.ID(device.id)), hash: hash, readAt: Date(),
            jobID: try #require(Job.ID(asked.json["job_id"]?.stringValue ?? "")))
        let shown = try await site.call(.get, "/devices/\(device.id)/configuration", as: .viewer)
        #expect(shown.json["text"]?.stringValue?.contains("hostname sw1") == true)
        #expect(!shown.text.contains("defghijk"))
    }

    @Test func `what is known of a device's SSH is shown with each algorithm judged`() async throws {
        let site = try await APISite.shared
        let device = try await site.device()
        #expect(try await site.call(.get, "/devices/\(device.id)/ssh").code == "device_ssh_unknown")
        let id = try #require(Device.ID(device.id))
        let repository = DeviceSSHRepository(site.database)
        let offer = DeviceSSH.Offer(
            identification: "SSH-2.0-Cisco-1.25",
            keyExchanges: ["diffie-hellman-group1-sha1", "own@example.net", "ext-info-s"],
            hostKeys: ["ssh-rsa"], ciphers: ["aes256-gcm@openssh.com"], macs: [])
        try await repository.recordMismatch(id, "Nothing in common.", legacyWouldHelp: true, offer: offer)
        let refused = try await site.call(.get, "/devices/\(device.id)/ssh", as: .viewer)
        #expect(refused.json["login"] == .some(nil))
        #expect(refused.json["mismatch"]?["legacy_would_help"] == true)
        #expect(
            refused.json["offer"]?["key_exchange"] == [
                ["name": "diffie-hellman-group1-sha1", "judgement": "legacy"],
                ["name": "own@example.net", "judgement": "unknown"],
            ])
        try await repository.record(
            id,
            DeviceSSH.Login(
                engine: .libssh, reason: .algorithms, keyExchange: "curve25519-sha256", hostKey: "ssh-ed25519",
                cipher: "aes256-gcm@openssh.com", mac: ""), offer: nil)
        let shown = try await site.call(.get, "/devices/\(device.id)/ssh", as: .viewer)
        #expect(shown.json["mismatch"] == .some(nil))
        #expect(shown.json["login"]?["reason"] == "algorithms")
        #expect(shown.json["login"]?["algorithms"]?["mac"] == [])
        #expect(
            shown.json["login"]?["algorithms"]?["cipher"] == [
                ["name": "aes256-gcm@openssh.com", "judgement": "modern"]
            ])
        #expect(shown.json["offer"]?["identification"] == "SSH-2.0-Cisco-1.25")
    }

    @Test func `a host key that changed is pinned only as it was compared`() async throws {
        let site = try await APISite.shared
        let device = try await site.device()
        #expect(try await site.call(.get, "/devices/\(device.id)/host-key").code == "host_key_unknown")
        let id = try #require(Device.ID(device.id))
        let keys = HostKeyRepository(site.database)
        _ = try await keys.pinFirst(id, HostKey(algorithm: "ssh-ed25519", bytes: [1], fingerprint: "SHA256:first"))
        try await keys.recordOffer(id, HostKey(algorithm: "ssh-ed25519", bytes: [2], fingerprint: "SHA256:second"))
        let shown = try await site.call(.get, "/devices/\(device.id)/host-key", as: .viewer)
        #expect(shown.json["offered_fingerprint"] == "SHA256:second")
        let stale = try await site.call(
            .post, "/devices/\(device.id)/host-key", ["fingerprint": "SHA256:first", "reason": "seen"])
        #expect(stale.status == 409 && stale.code == "host_key_offer_changed")
        let pinned = try await site.call(
            .post, "/devices/\(device.id)/host-key",
            ["fingerprint": "SHA256:second", "reason": "Compared at the console"])
        #expect(pinned.json["fingerprint"] == "SHA256:second")
        #expect(pinned.json["offered_fingerprint"] == .some(nil))
    }
}
