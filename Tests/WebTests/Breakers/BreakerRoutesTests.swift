import Domain
import Foundation
import Persistence
import Testing

@testable import DeviceCLI
@testable import Services
@testable import Web

struct BreakerRoutesTests {
    @Test func `a device that is not tried says so on its page, and whoever may has it tried again`() async throws {
        try await TestSite.with { site in
            let device = try await site.device("r1", port: 22)
            let viewer = try await site.browser(.viewer)
            let path = "/devices/\(device.id)"
            #expect(try await !viewer.get(path).text.contains("Not being tried"))
            try await site.open(device)
            let page = try await viewer.get(path).text
            for part in [
                "Not being tried since 20", "5 attempts in a row did not reach 127.0.0.1:22", "due at 20",
                "Last error: &lt;b&gt;127.0.0.1:22 is unreachable", "Try now", "may not read devices",
                "data-live-url=\"\(path)/events\"",
            ] {
                #expect(page.contains(part), "\(part)")
            }
            let other = try await viewer.get(path + "/configuration").text
            #expect(other.contains("Not being tried since 20") && other.contains("See why, and have it tried"))
            let breaker = try #require(try await BreakerRepository(site.database).find(BreakerKey(device)))
            #expect(try await viewer.post("/breakers/\(breaker.id)/reset").status == 403)
            let person = try await site.browser(.operator)
            let answer = try await person.post("/breakers/\(breaker.id)/reset?device=\(device.id)")
            #expect(answer.status == 303 && answer.location == path)
            #expect(try await !viewer.get(path).text.contains("Not being tried"))
            #expect(try await person.post("/breakers/\(breaker.id)/reset").status == 404)
            _ = try await site.gate.admit(device, login: site.login(of: device, .automation), of: nil, .ordinary)
        }
    }

    @Test func `a device whose way or algorithms were edited is tried again at once`() async throws {
        // Five mismatches of algorithms held a device back for half a minute after a person had allowed what was missing.
        try await TestSite.with { site in
            let device = try await site.device("r1", port: 22)
            let chief = try await site.browser(.administrator)
            var fields = [
                ("name", "r1"), ("host", "127.0.0.1"), ("port", "22"), ("platform", "frr"),
                ("credential_set", device.credentialSetID?.description ?? ""),
            ]
            try await site.open(device)
            #expect(try await chief.post("/devices/\(device.id)", fields + [("notes", "rack 4")]).status == 303)
            #expect(try await site.services.breakers.openBreaker(of: device, by: chief.actor) != nil)
            fields.append(("allows_legacy_algorithms", "true"))
            #expect(try await chief.post("/devices/\(device.id)", fields).status == 303)
            #expect(try await site.services.breakers.openBreaker(of: device, by: chief.actor) == nil)
        }
    }

    @Test func `the list shows what is not tried, with counts, errors and times, and empties`() async throws {
        try await TestSite.with { site in
            let device = try await site.device("r1", port: 22)
            let twin = try await site.device("r2", port: 22)
            let person = try await site.browser(.operator)
            #expect(try await person.get("/breakers").text.contains("Every device is being tried"))
            try await site.open(device)
            let page = try await person.get("/breakers").text
            for part in [
                "href=\"/devices/\(device.id)\"", "href=\"/devices/\(twin.id)\"", "127.0.0.1:22", "5 failures",
                "&lt;b&gt;127.0.0.1:22 is unreachable", "not tried",
                "aria-current=\"page\">Breakers" /* the navigation */,
            ] {
                #expect(page.replacing(#/<svg.*?<\/svg>|<span>|\n/#, with: "").contains(part), "\(part)")
            }
            let fragment = try await person.get("/breakers/list").text
            #expect(fragment.contains("id=\"breakers\"") && !fragment.contains("<html"))
        }
    }

    @Test func `a login that is held back names its caller, and an administrator ends it`() async throws {
        try await TestSite.with { site in
            let device = try await site.device("r1", port: 22)
            let ann = try await site.browser(.operator, named: "ann")
            try await site.lockOut(.person(try #require(ann.user).id), of: device)
            #expect(try await ann.get("/devices/\(device.id)").text.contains("The login netops is not tried for you"))
            let list = try await ann.get("/breakers/lockouts").text
            #expect(list.contains("netops") && list.contains("ann") && list.contains("5 refusals"))
            let held = try await site.services.breakers.heldLogins(page: .first, by: ann.actor).elements
            let id = try #require(held.first).lockout.id
            #expect(try await ann.post("/breakers/lockouts/\(id)/reset").status == 403)
            let chief = try await site.browser(.administrator)
            #expect(try await chief.get("/devices/\(device.id)").text.contains("not tried for ann"))
            #expect(try await chief.post("/breakers/lockouts/\(id)/reset").location == "/breakers/lockouts")
            #expect(try await chief.get("/breakers/lockouts").text.contains("No login is held back"))
            let audit = try await chief.get("/audit?action=lockout.reset").text
            #expect(audit.contains("Ended the lockout of the login netops on r1 after 5 refusals"))
        }
    }

    @Test func `a reset is in the record`() async throws {
        try await TestSite.with { site in
            let device = try await site.device("r1", port: 22)
            try await site.open(device)
            let breaker = try #require(try await BreakerRepository(site.database).find(BreakerKey(device)))
            let chief = try await site.browser(.administrator)
            #expect(try await chief.post("/breakers/\(breaker.id)/reset").location == "/breakers")
            let audit = try await chief.get("/audit?action=breaker.reset").text
            #expect(audit.contains("Reset the breaker in front of 127.0.0.1:22 after 5 failures"))
        }
    }

    @Test func `open pages are told when a breaker opens and when it closes`() async throws {
        try await TestSite.with(isLive: true) { site in
            let device = try await site.device("r1", port: 22)
            let reader = EventReader(browser: try await site.browser(.viewer))
            let opened = try await reader.read("/devices/\(device.id)/events", until: "data: holds") {
                try await site.open(device)
            }
            #expect(opened.contains("event: changed\ndata: holds"))
            _ = try await reader.read("/breakers/events", until: "data: breakers") {
                let attempt = try await site.gate.admit(
                    device, login: site.login(of: device, .automation), of: nil, .always)
                await attempt.succeeded()
            }
        }
    }
}
