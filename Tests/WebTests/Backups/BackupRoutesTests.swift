import Domain
import Services
import Testing

@testable import Web

struct BackupRoutesTests {
    @Test func `a backup is shown with its secrets hidden`() async throws {
        try await TestSite.with { site in
            let world = try await site.world(by: try await site.browser(.administrator))
            let page = try await site.browser(.viewer).get("/backups/\(world.newer.id)")
            #expect(page.text.contains("hostname r1"))
            #expect(!page.text.contains("zebra"))
            #expect(page.text.contains("1 secret hidden"))
            #expect(page.text.contains("3 lines"))
            #expect(!page.text.contains("Plan the restore"))
        }
    }

    @Test func `two backups are compared, the one before unless another is asked for`() async throws {
        try await TestSite.with { site in
            let browser = try await site.browser(.administrator)
            let world = try await site.world(by: browser)
            let page = try await browser.get("/backups/\(world.newer.id)/diff")
            #expect(page.text.contains("ntp server 192.0.2.10"))
            #expect(page.text.contains("/backups/\(world.older.id)/diff?against=\(world.newer.id)"))
            #expect(!page.text.contains("zebra"))
            let list = try await browser.get("/devices/\(world.device.id)/backups")
            #expect(list.text.contains("+1 −0"))
            let same = try await browser.get("/backups/\(world.newer.id)/diff?against=\(world.newer.id)")
            #expect(same.text.contains("No difference."))
        }
    }
}
