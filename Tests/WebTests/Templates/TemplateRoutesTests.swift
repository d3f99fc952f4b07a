import Domain
import Services
import Testing

@testable import Web

struct TemplateRoutesTests {
    @Test func `a body that does not parse comes back with its line and the text as typed`() async throws {
        try await TestSite.with { site in
            let browser = try await site.browser(.engineer)
            let answer = try await browser.post(
                "/templates",
                [
                    ("name", "NTP"), ("platform", "frr"),
                    ("deploy", "router bgp 1\n{% for server in servers %}\nntp server {{ server }\n{% endfor %}\n"),
                ])
            #expect(answer.status == 422)
            #expect(answer.text.contains("deploy, line 3"))
            #expect(answer.text.contains("ntp server {{ server }"))
            #expect(answer.text.contains("value=\"frr\" checked"))
        }
    }

    @Test func `saving changed bodies makes a revision, and the older one stays readable`() async throws {
        try await TestSite.with { site in
            let browser = try await site.browser(.engineer)
            let made = try await browser.post("/templates", [("name", "NTP"), ("deploy", "ntp server {{ first }}\n")])
            #expect(made.status == 303)
            let saved = try await browser.post(
                made.location, [("name", "NTP"), ("deploy", "ntp server {{ second }}\n"), ("validate", "ntp\n")])
            #expect(saved.status == 303)
            let page = try await browser.get(made.location)
            #expect(page.text.contains("ntp server {{ second }}"))
            #expect(page.text.contains("\(made.location)?revision=1"))
            let older = try await browser.get(made.location + "?revision=1")
            #expect(older.text.contains("ntp server {{ first }}"))
            #expect(try await browser.get(made.location + "?revision=9").status == 404)
        }
    }

    @Test func `the preview renders every body with the values and keeps them in the form`() async throws {
        try await TestSite.with { site in
            let admin = try await site.browser(.administrator)
            let world = try await site.world(by: admin)
            let viewer = try await site.browser(.viewer)
            let path = "/templates/\(world.template.id)/preview"
            let answer = try await viewer.post(path, [("variable.servers", "192.0.2.10\r\n192.0.2.11")])
            #expect(answer.status == 200)
            #expect(answer.text.contains("ntp server 192.0.2.11"))
            #expect(answer.text.contains("no ntp server 192.0.2.10"))
            let missing = try await viewer.post(path, [("variable.servers", "")])
            #expect(missing.status == 422)
            #expect(missing.text.contains("Give a value for servers."))
        }
    }

    @Test func `an error while rendering names its line`() async throws {
        try await TestSite.with { site in
            let browser = try await site.browser(.engineer)
            let made = try await browser.post(
                "/templates", [("name", "Broken"), ("deploy", "line one\nvlan {{ vlan.id + 1 }}\n")])
            let answer = try await browser.post(made.location + "/preview", [("variable.vlan", "{\"id\": \"ten\"}")])
            #expect(answer.status == 200)
            #expect(answer.text.contains("deploy, line 2"))
        }
    }

    @Test func `a template in a stack cannot be removed, and the button says which stack`() async throws {
        try await TestSite.with { site in
            let browser = try await site.browser(.administrator)
            let world = try await site.world(by: browser)
            #expect(
                try await browser.get("/templates/\(world.template.id)/edit").text.contains("It stands in Access site.")
            )
            #expect(try await browser.post("/templates/\(world.template.id)/deletion").status == 409)
        }
    }
}
