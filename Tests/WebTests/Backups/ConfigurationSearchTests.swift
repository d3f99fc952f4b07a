import Domain
import Foundation
import Persistence
import Testing

@testable import Services
@testable import Web

struct ConfigurationSearchTests {
    private func find(_ site: TestSite, _ search: ConfigurationSearch) async throws -> [String] {
        let actor = try await site.browser(.viewer, named: "v.\(UUID().uuidString.prefix(8).lowercased())").actor
        return try await site.services.search.find(search, by: actor).hits.elements.map {
            "\($0.deviceName)/\($0.number): " + $0.lines.map(\.text).joined(separator: ", ")
        }
    }

    @Test func `lines are found now, under others, where they lack, and where they were`() async throws {
        try await TestSite.with { site in
            let first = try await RecorderBench(site, name: "r1")
            let second = try await RecorderBench(site, name: "r2")
            _ = try await first.record("router bgp 1\n neighbor 192.0.2.1\nntp server 192.0.2.7\n", at: 0)
            _ = try await first.record("router bgp 1\n neighbor 192.0.2.1\nntp server 192.0.2.8\n", at: 1)
            _ = try await second.record("router ospf\n neighbor 192.0.2.1\n", at: 2)
            #expect(try await site.services.search.catchUp()["points"] == .integer(3))
            #expect(try await site.services.search.catchUp()["points"] == .integer(0))
            #expect(try await find(site, .init(pattern: "^NTP server")) == ["r1/2: ntp server 192.0.2.8"])
            #expect(try await find(site, .init(pattern: "^NTP", isCaseSensitive: true)) == [])
            #expect(
                try await find(site, .init(pattern: "neighbor", parent: "^router bgp")) == [
                    "r1/2: neighbor 192.0.2.1"
                ])
            #expect(try await find(site, .init(pattern: "^ntp", scope: .lacking)) == ["r2/1: "])
            #expect(
                try await find(site, .init(pattern: "^ntp server", scope: .past)) == ["r1/1: ntp server 192.0.2.7"])
        }
    }

    @Test func `secrets are not found`() async throws {
        try await TestSite.with { site in
            let bench = try await RecorderBench(site)
            _ = try await bench.record("hostname r1\npassword zebra\n", at: 0)
            _ = try await site.services.search.catchUp()
            #expect(try await find(site, .init(pattern: "zebra")) == [])
            #expect(try await find(site, .init(pattern: "^password")) == ["r1/1: password •••"])
        }
    }

    @Test func `an expression that is none is a sentence beside the form`() async throws {
        try await TestSite.with { site in
            let page = try await site.browser(.viewer).get("/search?q=%28")
            #expect(page.status == 422 && page.text.contains("is not a regular expression"))
            let found = try await site.browser(.engineer).get("/search?q=nothing-has-this")
            #expect(found.status == 200 && found.text.contains("Nothing fits"))
        }
    }
}
