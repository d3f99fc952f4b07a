import Domain
import Foundation
import HTTPTypes
import Persistence
import SSHTestSupport
import Testing

@testable import Services
@testable import Web

@Suite(.timeLimit(.minutes(10))) struct ReachabilityRoutesTests {
    /// Notes checks as sessions do: `+` reached, `-` failed.
    private static func note(_ checks: String, of device: Device, in site: TestSite) async {
        let keeper = site.reachability
        for check in checks {
            await keeper.note(
                check == "+" ? ReachabilityCheck(.reached) : ReachabilityCheck(.failed, sentence: "No <b>answer</b>."),
                of: device.id)
        }
    }

    @Test func `a test that fails twice takes the device down, and the page says in which stage`() async throws {
        try await TestSite.with { site in
            // Hangs up before any key is exchanged.
            let listener = try CountingListener()
            let device = try await site.device("r1", port: listener.port)
            let browser = try await site.browser(.viewer)
            let path = "/devices/\(device.id)"
            for _ in 1...2 { _ = try? await site.sessions.reader.test(device, by: .automation) }
            let page = try await browser.get(path).text
            #expect(page.contains("<span>down</span>") && page.contains("It ended in this stage: Key exchange."))
            #expect(page.contains("<th scope=\"row\">TCP</th>"))
            let part = try await browser.get(path + "/reachability").text
            #expect(part.hasPrefix("<div id=\"reachability\"") && part.contains("closed the connection"))
            let list = try await browser.get("/devices?state=down").text
            #expect(list.contains(">r1</a>") && list.contains("<option value=\"down\" selected>"))
            #expect(try await browser.get("/devices?state=up").text.contains("No device matches"))
            #expect(try await browser.get("/").text.contains("1 down"))
        }
    }

    @Test func `tests refused by a breaker count as nothing`() async throws {
        try await TestSite.with { site in
            let device = try await site.device("r1", port: try CountingListener().port)
            try await site.open(device)
            _ = try? await site.sessions.reader.test(device, by: .automation)
            let report = try await site.services.reachability.report(
                on: device.id, by: try await site.browser(.viewer).actor)
            #expect(report.known == nil && report.state == .unknown)
        }
    }

    @Test(.enabled(if: LoopbackSSHD.isPossible, "needs OpenSSH's server, and root or the usual /dev/pts"))
    func `a test of the connection tells every stage`() async throws {
        let server = try DeviceSSHTests.server()
        try await TestSite.with { site in
            let browser = try await site.browser(.administrator)
            let device = try await DeviceSSHTests.device(server, in: site, by: browser.actor)
            let result = try await site.services.deviceReadings.testConnection(of: device.id)
            let named = result["stages"]?.elements?.compactMap { $0["stage"]?.stringValue }
            #expect(named == ["resolve", "tcp", "key_exchange", "authentication", "shell", "prompt"])
            #expect(result["stages"]?.elements?.allSatisfy { ($0["milliseconds"]?.numberValue ?? 0) > 0 } == true)
            let known = try #require(
                try await site.services.reachability.report(on: device.id, by: browser.actor).known)
            #expect(known.state == .up && known.lastStages?.passed.count == 6 && known.lastStages?.endedIn == nil)
            let page = try await browser.get("/devices/\(device.id)").text
            #expect(page.contains("<span>up</span>") && page.contains("At the prompt after"))
            #expect(page.contains("aria-label=\"Share of the stage Key exchange\""))
            // One more session says nothing new, and so is no write.
            _ = try? await site.sessions.reader.runningConfiguration(of: device, by: .automation)
            let after = try await site.services.reachability.report(on: device.id, by: browser.actor).known
            #expect(after == known)
        }
    }

    @Test func `a device that flaps is told once, and its history keeps the rest`() async throws {
        try await TestSite.with { site in
            let device = try await site.device("r1", port: 22)
            await Self.note("+--++--++--++", of: device, in: site)
            let events = try await EventRepository(site.database).newest(.device(device.id), limit: 100)
            #expect(events.filter { $0.kind == "reachability" }.map(\.subject) == ["up", "down", "up", "flapping"])
            let browser = try await site.browser(.viewer)
            let page = try await browser.get("/devices/\(device.id)").text
            #expect(page.contains("<span>flapping</span>") && page.contains("Up (while it was flapping)"))
            #expect(page.contains("No &lt;b&gt;answer&lt;/b&gt;."))
            #expect(try await browser.get("/devices?state=flapping").text.contains(">r1</a>"))
            #expect(try await browser.get("/").text.contains("1 flapping"))
        }
    }

    @Test func `an open page is told when its device goes down`() async throws {
        try await TestSite.with(isLive: true) { site in
            let device = try await site.device("r1", port: 22)
            let reader = EventReader(browser: try await site.browser(.viewer))
            let told = try await reader.read("/devices/\(device.id)/events", until: "data: reachability") {
                await Self.note("--", of: device, in: site)
            }
            #expect(told.contains("event: changed\ndata: reachability"))
        }
    }

    @Test func `a device that is reached another way is unknown again`() async throws {
        try await TestSite.with { site in
            let device = try await site.device("r1", port: 22)
            let actor = try await site.browser(.administrator).actor
            await Self.note("--", of: device, in: site)
            var draft = DeviceDraft(
                name: device.name, host: device.host, port: device.port, platform: device.platform,
                credentialSetID: device.credentialSetID, tags: [], notes: "again")
            _ = try await site.services.devices.update(device.id, draft, by: actor)
            #expect(try await site.services.reachability.report(on: device.id, by: actor).state == .down)
            draft.port = try #require(Port(2222))
            _ = try await site.services.devices.update(device.id, draft, by: actor)
            let report = try await site.services.reachability.report(on: device.id, by: actor)
            #expect(report.state == .unknown && report.newest.map(\.to) == [.unknown, .down])
        }
    }
}

extension TestSite {
    /// What keeps reachability, as the sessions of this site have it.
    var reachability: ReachabilityKeeper { ReachabilityKeeper(database: database, policy: ReachabilityPolicy()) }
}
