import Domain
import Services
import Testing

@testable import Web

struct PlatformRoutesTests {
    /// A platform that differs from a file in its title only.
    static func text(_ name: String, title: String = "Our switch", extending base: String = "cisco_ios") -> String {
        "name: \(name)\ntitle: \(title)\nextends: \(base)\n"
    }

    @Test func `a platform that people write is there at once, for devices too`() async throws {
        try await TestSite.with { site in
            let browser = try await site.browser(.administrator)
            let added = try await browser.post("/platforms", [("definition", Self.text("our_switch"))])
            #expect(added.status == 303 && added.location == "/platforms/our_switch")
            let page = try await browser.get(added.location).text
            #expect(page.contains("<h1>Our switch</h1>") && page.contains("extends: cisco_ios"))
            #expect(try await browser.get("/devices/new").text.contains("value=\"our_switch\""))
            let device = try await browser.post(
                "/devices", [("name", "sw1"), ("host", "192.0.2.1"), ("port", "22"), ("platform", "our_switch")])
            #expect(device.status == 303)
            // While a device has it, it stays.
            let refused = try await browser.post("/platforms/our_switch/deletion", [])
            #expect(refused.status == 409 && refused.text.contains("Devices still have the platform our_switch"))
            #expect(try await browser.get("/audit").text.contains("Saved the platform our_switch"))
        }
    }

    @Test func `a text with mistakes is refused with each of them, and what was typed stays`() async throws {
        try await TestSite.with { site in
            let browser = try await site.browser(.administrator)
            let wrong = Self.text("our_switch") + "cli:\n  promts: {}\nconfigg: 1\n"
            let answer = try await browser.post("/platforms", [("definition", wrong)])
            #expect(answer.status == 422)
            #expect(answer.text.contains("our_switch.yaml, line 5") && answer.text.contains("promts"))
            #expect(answer.text.contains("configg") && answer.text.contains("Our switch"))
            for text in ["", "- a list", "name: [", "a: b: c", "name: Not A Name", "title: nameless"] {
                let refused = try await browser.post("/platforms", [("definition", text)])
                #expect(
                    refused.status == 422 && refused.text.contains("The text has 1 problem"),
                    "\(text): \(refused.text.suffix(900))")
            }
            #expect(try await browser.get("/platforms/our_switch").status == 404)
        }
    }

    @Test func `one's own comes before a file of its name, and going back brings the file again`() async throws {
        try await TestSite.with { site in
            let browser = try await site.browser(.administrator)
            let edit = try await browser.get("/platforms/cisco_ios/edit").text
            #expect(edit.contains("extends: cisco_ios") && !edit.contains("Go back to the file"))
            let other = try await browser.post("/platforms/cisco_ios", [("definition", Self.text("frr"))])
            #expect(other.status == 422 && other.text.contains("A platform keeps its name"))
            let saved = try await browser.post(
                "/platforms/cisco_ios", [("definition", Self.text("cisco_ios", title: "IOS as we have it"))])
            #expect(saved.status == 303)
            #expect(try await browser.get("/platforms").text.contains("own, in place of the file"))
            #expect(try await browser.get("/devices/new").text.contains("IOS as we have it"))
            #expect(try await browser.post("/platforms/cisco_ios/deletion", []).status == 303)
            #expect(!(try await browser.get("/devices/new").text.contains("IOS as we have it")))
            let file = try await browser.post("/platforms/cisco_ios/deletion", [])
            #expect(file.status == 409 && file.text.contains("is a file in the folder"))
        }
    }

    @Test func `what others extend is neither broken nor removed`() async throws {
        try await TestSite.with { site in
            let browser = try await site.browser(.administrator)
            let own = try await browser.get("/platforms/frr").text
            #expect(own.contains("<h1>"))
            let actor = try browser.actor
            let frr = try #require(PlatformName("frr"))
            let base = try await site.services.platformTexts.find(frr, by: actor).text
                .replacing("name: frr", with: "name: base_os").replacing("aliases:", with: "unused_aliases:")
            let clean = base.split(separator: "\n", omittingEmptySubsequences: false)
            let start = try #require(clean.firstIndex { $0.hasPrefix("unused_aliases:") })
            let end = clean[(start + 1)...].firstIndex { !$0.hasPrefix(" ") } ?? clean.endIndex
            let text = (clean[..<start] + clean[end...]).joined(separator: "\n")
            try await site.services.platformTexts.save(text, by: actor)
            try await site.services.platformTexts.save(Self.text("branch_os", extending: "base_os"), by: actor)
            let removal = try await browser.post("/platforms/base_os/deletion", [])
            #expect(removal.status == 409 && removal.text.contains("Other platforms extend base_os: branch_os"))
            let twice = try await browser.post(
                "/platforms", [("definition", Self.text("leaf_os", extending: "branch_os"))])
            #expect(twice.status == 422 && twice.text.contains("only one level"))
        }
    }
}
