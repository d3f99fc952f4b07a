import Domain
import Services
import Testing

@testable import Web

struct ProposalFormTests {
    @Test func `a template is deployed on the chosen devices with the values given`() async throws {
        try await TestSite.with { site in
            let world = try await site.world(by: try await site.browser(.administrator))
            let browser = try await site.browser(.engineer)
            let answer = try await browser.post(
                "/changes",
                [
                    ("source", "template"), ("template", world.template.id.description), ("operation", "deploy"),
                    ("device", world.device.id.description), ("variable.servers", "192.0.2.10\n192.0.2.11"),
                    ("reason", "Clocks drift"),
                ])
            #expect(answer.status == 303)
            let id = try #require(Change.ID(String(answer.location.dropFirst("/changes/".count))))
            let change = try await site.services.changes.find(id, by: browser.actor)
            #expect(change.title == "Deploy NTP on r1")
            #expect(change.variables["servers"] == .array([.string("192.0.2.10"), .string("192.0.2.11")]))
            #expect(change.source == .template(world.template.id, revision: 1, operation: .deploy))
            #expect(try await browser.get(answer.location).status == 200)
        }
    }

    @Test func `a refused proposal comes back on its own page with everything typed and every reason`() async throws {
        try await TestSite.with { site in
            let world = try await site.world(by: try await site.browser(.administrator))
            let browser = try await site.browser(.engineer)
            let sources = [
                [("source", "template"), ("template", world.template.id.description)],
                [("source", "stack"), ("stack", world.stack.id.description)],
            ]
            for source in sources {
                let answer = try await browser.post(
                    "/changes", source + [("operation", "delete"), ("title", "My <title>"), ("reason", "")])
                #expect(answer.status == 422)
                #expect(answer.text.contains("My &lt;title&gt;"))
                #expect(answer.text.contains("An empty choice means no device, never all."))
                #expect(answer.text.contains("Give a value for servers."))
                #expect(answer.text.contains("a reviewer must be able to judge it"))
                #expect(answer.text.contains("value=\"delete\" checked"))
            }
            let lines = try await browser.post(
                "/changes",
                [("source", "lines"), ("lines", ""), ("reason", "x"), ("device", world.device.id.description)])
            #expect(lines.status == 422)
            #expect(lines.text.contains("Write the configuration lines to send."))
            #expect(lines.text.contains("value=\"\(world.device.id)\" checked"))
        }
    }

    @Test func `a backup is restored on its own device, and a missing reason is asked for on its page`() async throws {
        try await TestSite.with { site in
            let world = try await site.world(by: try await site.browser(.administrator))
            let browser = try await site.browser(.engineer)
            let form = [("source", "restore"), ("backup", world.older.id.description)]
            let refused = try await browser.post("/changes", form)
            #expect(refused.status == 422)
            #expect(refused.text.contains("Backup of r1"))
            #expect(refused.text.contains("a reviewer must be able to judge it"))
            let answer = try await browser.post("/changes", form + [("reason", "Back to yesterday")])
            #expect(answer.status == 303)
        }
    }

    @Test func `devices that cannot be chosen say why`() async throws {
        try await TestSite.with { site in
            let browser = try await site.browser(.administrator)
            let world = try await site.world(by: browser)
            _ = try await browser.post(
                "/devices", [("name", "bare"), ("host", "192.0.2.9"), ("port", "22"), ("platform", "frr")])
            _ = try await browser.post(
                "/templates", [("name", "IOS only"), ("platform", "cisco_ios"), ("deploy", "ntp server 192.0.2.1\n")])
            let sets = try await site.services.templates.list(search: "IOS only", page: .first, by: browser.actor)
            let template = try #require(sets.elements.first)
            let page = try await browser.get("/templates/\(template.id)/deploy")
            #expect(page.text.contains("no credential set"))
            #expect(page.text.contains("IOS only is not written for this platform"))
            let chosen = try await browser.get("/changes/new?device=\(world.device.id)")
            #expect(chosen.text.contains("value=\"\(world.device.id)\" checked"))
        }
    }
}
