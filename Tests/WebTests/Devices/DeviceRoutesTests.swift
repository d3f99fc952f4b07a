import Domain
import HTTPTypes
import Services
import Testing

@testable import Web

struct DeviceRoutesTests {
    @Test func `a device is added by its form and greeted on its page`() async throws {
        try await TestSite.with { site in
            let browser = try await site.browser(.administrator)
            let answer = try await browser.post(
                "/devices",
                [
                    ("name", "r1"), ("host", "192.0.2.1"), ("port", "2222"), ("platform", "frr"),
                    ("tags", "Core, lisbon core"), ("notes", "Rack 4\r\nunit 2"),
                ])
            #expect(answer.status == 303)
            let device = try #require(
                try await site.services.devices.list(DeviceFilter(), by: browser.actor).elements.first)
            #expect(answer.location == "/devices/\(device.id)")
            #expect(device.tags.map(\.text) == ["core", "lisbon"])
            #expect(device.port.number == 2222)
            #expect(device.notes == "Rack 4\nunit 2")
            var next = browser
            let flash = try #require(answer.cookies.first { $0.hasPrefix("__Host-netstacks-flash=") })
            next.cookies.append(String(flash.prefix { $0 != ";" }))
            let page = try await next.get(answer.location)
            #expect(page.text.contains("Added r1."))
            #expect(page.cookies.contains { $0.hasPrefix("__Host-netstacks-flash=;") })
        }
    }

    @Test func `a bad form comes back with what was typed and every reason`() async throws {
        try await TestSite.with { site in
            let browser = try await site.browser(.administrator)
            let answer = try await browser.post(
                "/devices",
                [
                    ("name", "r 1 <b>"), ("host", "192.0.2.1:22"), ("port", "99999"), ("platform", "frr"),
                    ("tags", "good b@d"),
                ])
            #expect(answer.status == 422)
            #expect(answer.text.contains("value=\"r 1 &lt;b&gt;\""))
            #expect(answer.text.contains(DeviceName.rule))
            #expect(answer.text.contains("without a port"))
            #expect(answer.text.contains("from 1 to 65535"))
            #expect(answer.text.contains("«b@d»"))
            #expect(!answer.text.contains("«good»"))
        }
    }

    @Test func `a device behind another one names it, and links to it`() async throws {
        try await TestSite.with { site in
            let browser = try await site.browser(.administrator)
            _ = try await site.world(by: browser)
            let fields = [
                ("name", "r2"), ("host", "192.0.2.9"), ("port", ""), ("platform", "frr"), ("site", "Lisbon"),
            ]
            let unknown = try await browser.post("/devices", fields + [("jump_host", "nobody")])
            #expect(unknown.status == 422 && unknown.text.contains("There is no device named «nobody»."))
            let telnet = try await browser.post("/devices", fields + [("protocol", "telnet")])
            #expect(telnet.status == 422 && telnet.text.contains("is switched off here"))
            let added = try await browser.post("/devices", fields + [("jump_host", "R1")])
            #expect(added.status == 303)
            let page = try await browser.get(added.location).text
            #expect(page.contains("Through") && page.contains(">r1</a>") && page.contains("lisbon"))
            let edit = try await browser.get(added.location + "/edit").text
            #expect(edit.contains("value=\"r1\"") && edit.contains("value=\"lisbon\""))
            // Nothing offers what is not allowed.
            #expect(!edit.contains("Telnet"))
        }
    }

    @Test func `a taken name is a conflict that stands beside the name`() async throws {
        try await TestSite.with { site in
            let browser = try await site.browser(.administrator)
            _ = try await site.world(by: browser)
            let answer = try await browser.post(
                "/devices", [("name", "R1"), ("host", "192.0.2.9"), ("port", "22"), ("platform", "frr")])
            #expect(answer.status == 409)
            #expect(answer.text.contains("exists already"))
            #expect(answer.text.contains("value=\"192.0.2.9\""))
        }
    }

    @Test func `the list is searched, filtered and sorted by its query`() async throws {
        try await TestSite.with { site in
            let browser = try await site.browser(.administrator)
            _ = try await site.world(by: browser)
            #expect(try await browser.get("/devices?q=R1").text.contains(">r1<"))
            #expect(try await browser.get("/devices?tag=core").text.contains(">r1<"))
            #expect(!(try await browser.get("/devices?tag=access").text.contains(">r1<")))
            #expect(!(try await browser.get("/devices?platform=cisco_ios").text.contains(">r1<")))
            #expect(try await browser.get("/devices?sort=host&q=r").text.contains("aria-sort=\"ascending\""))
        }
    }

    @Test func `a heading sorts, and turns the order round when it is pressed again`() async throws {
        try await TestSite.with { site in
            let browser = try await site.browser(.administrator)
            for name in ["r1", "r2", "r3"] {
                _ = try await browser.post(
                    "/devices", [("name", name), ("host", "192.0.2.1"), ("port", "22"), ("platform", "frr")])
            }
            func names(_ page: TestAnswer) -> [String] {
                page.text.matches(of: #/class="main-link"[^>]*>(r\d)</#).map { String($0.output.1) }
            }
            let ascending = try await browser.get("/devices")
            #expect(names(ascending) == ["r1", "r2", "r3"])
            #expect(ascending.text.contains("href=\"/devices?sort=-name\""))
            #expect(ascending.text.contains("href=\"/devices?sort=-last_seen\""))
            let descending = try await browser.get("/devices?sort=-name")
            #expect(names(descending) == ["r3", "r2", "r1"])
            #expect(descending.text.contains("aria-sort=\"descending\""))
            #expect(descending.text.contains("href=\"/devices?sort=name\""))
            #expect(descending.text.contains("name=\"sort\" value=\"-name\""))
        }
    }

    @Test func `an order that there is not is refused, and those that there are are named`() async throws {
        try await TestSite.with { site in
            let answer = try await site.browser(.viewer).get("/devices?sort=colour")
            #expect(answer.status == 422)
            #expect(answer.text.contains("name, -name, host, -host, platform, -platform, last_seen, -last_seen"))
        }
    }

    @Test(arguments: ["application/json", "text/plain", "multipart/form-data; boundary=x", ""])
    func `a form in another format is refused as such`(type: String) async throws {
        try await TestSite.with { site in
            let browser = try await site.browser(.administrator)
            let fields = [("name", "r1"), ("host", "192.0.2.1"), ("port", "22"), ("platform", "frr")]
            let answer = try await browser.post("/devices", fields, headers: [("Content-Type", type)])
            #expect(answer.status == 415)
            #expect(answer.text.contains("application/x-www-form-urlencoded"))
            let spelt = [("Content-Type", "Application/X-WWW-Form-Urlencoded; charset=utf-8")]
            #expect(try await browser.post("/devices", fields, headers: spelt).status == 303)
        }
    }

    @Test func `a form that is too large is refused as such`() async throws {
        try await TestSite.with { site in
            let notes = String(repeating: "n", count: 5 * 1024 * 1024)
            let answer = try await site.browser(.administrator).post("/devices", [("notes", notes)])
            #expect(answer.status == 413)
            #expect(answer.text.contains("less than 4 MB"))
        }
    }

    @Test func `asking for a reading leads to the page that follows it`() async throws {
        try await TestSite.with { site in
            let browser = try await site.browser(.operator)
            let world = try await site.world(by: try await site.browser(.administrator))
            let page = "/devices/\(world.device.id)/configuration"
            #expect(try await browser.get(page).text.contains("Nothing has been read yet."))
            let answer = try await browser.post("/devices/\(world.device.id)/configuration-reads")
            #expect(answer.location == page)
            let jobs = try await site.services.jobs.list(
                JobFilter(kinds: [.readConfiguration]), by: browser.actor)
            let job = try #require(jobs.elements.first)
            let waiting = try await browser.get(page)
            #expect(waiting.text.contains("data-live-url=\"/jobs/\(job.id)/events\""))
            #expect(waiting.text.contains("/jobs/\(job.id)/cancellation"))
            let stopped = try await browser.post(
                "/jobs/\(job.id)/cancellation", headers: [("Referer", "http://localhost" + page)])
            #expect(stopped.location == page)
            let part = try await browser.get(page + "/reading", headers: [("X-Fragment", "1")])
            #expect(part.text.contains("The reading was stopped."))
            #expect(!part.text.contains("<html"))
        }
    }

    @Test func `a device that a change names cannot be removed, and the button says why`() async throws {
        try await TestSite.with { site in
            let browser = try await site.browser(.administrator)
            let world = try await site.world(by: browser)
            let page = try await browser.get("/devices/\(world.device.id)/edit")
            #expect(page.text.contains("The record of 1 change names it"))
            let answer = try await browser.post("/devices/\(world.device.id)/deletion")
            #expect(answer.status == 409)
        }
    }

    @Test func `the palette finds devices as JSON`() async throws {
        try await TestSite.with { site in
            let browser = try await site.browser(.administrator)
            let world = try await site.world(by: browser)
            let answer = try await browser.get("/palette?q=192.0")
            #expect(answer.headers[.contentType]?.hasPrefix("application/json") ?? false)
            #expect(answer.text.contains("\"title\":\"r1\""))
            #expect(
                answer.text.contains("devices\\/\(world.device.id)")
                    || answer.text.contains("/devices/\(world.device.id)"))
            #expect(try await browser.get("/palette?q=").text == "[]")
        }
    }

}
