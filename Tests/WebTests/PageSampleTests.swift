import Foundation
import Jinja
import Testing

@testable import Web

struct PageSampleTests {
    @Test(arguments: PageSample.all)
    func `a sample has exactly the properties of its page`(sample: PageSample) throws {
        let page = try sample.decoded()
        let written = try JSONSerialization.jsonObject(with: try sample.data) as? NSDictionary
        let read = try JSONSerialization.jsonObject(with: try JSONEncoder().encode(page)) as? NSDictionary
        #expect(written == read)
    }

    @Test(arguments: PageSample.all)
    func `a sample renders in its view`(sample: PageSample) throws {
        let isSignedIn = sample.page != "sessions/new" && !sample.path.contains("signed-out")
        let page = try sample.decoded()
        let html = try PageSample.environment.get().template(sample.page + ".html").render([
            "layout": PageSample.layout(isSignedIn: isSignedIn), "page": Self.value(page),
        ])
        #expect(html.hasPrefix("<!doctype html>") || html.hasPrefix("<!DOCTYPE html>"))
        #expect(html.contains("</html>"))
        #expect(!html.contains("{{") || sample.page.hasPrefix("templates/") || sample.page.hasPrefix("stacks/"))
    }

    @Test func `every view has a sample`() throws {
        let views = FileManager.default.enumerator(
            atPath: URL(fileURLWithPath: TestSite.root + "/Views").resolvingSymlinksInPath().path)
        var pages: Set<String> = []
        while let path = views?.nextObject() as? String {
            let name = path.split(separator: "/").last ?? ""
            if path.hasSuffix(".html"), path.contains("/"), !path.hasPrefix("components/"), !name.hasPrefix("_") {
                pages.insert(String(path.dropLast(5)))
            }
        }
        #expect(pages.subtracting(PageSample.all.map(\.page)).sorted() == [])
        #expect(!pages.isEmpty)
    }

    @Test(arguments: PageSample.all.filter { $0.page == "changes/show" })
    func `each live part of a change renders alone`(sample: PageSample) throws {
        let page = try #require(try sample.decoded() as? ChangePages.Show)
        #expect(try Self.part("changes/_state.html", "state", page.state).contains("id=\"change-state\""))
        #expect(try Self.part("changes/_risk.html", "risk", page.risk).contains("id=\"change-risk\""))
        #expect(try Self.part("changes/_record.html", "record", page.record).contains("id=\"change-record\""))
        #expect(try Self.part("changes/_approval.html", "approval", page.approval).contains("id=\"change-approval\""))
        for target in page.targets {
            #expect(try Self.part("changes/_target.html", "target", target).contains("id=\"target-\(target.id)\""))
        }
    }

    @Test(arguments: PageSample.all.filter { $0.page == "jobs/show" })
    func `each live part of a job renders alone`(sample: PageSample) throws {
        let page = try #require(try sample.decoded() as? JobPages.Show)
        #expect(try Self.part("jobs/_job.html", "page", page).contains("id=\"job\""))
        #expect(try Self.part("jobs/_row.html", "job", page.job).contains("id=\"job-\(page.job.id)\""))
    }

    @Test(arguments: PageSample.all.filter { $0.page == "devices/configuration" })
    func `the reading of a device renders alone`(sample: PageSample) throws {
        let page = try #require(try sample.decoded() as? DevicePages.Configuration)
        #expect(try Self.part("devices/_configuration.html", "reading", page.reading).contains("id=\"configuration\""))
    }

    @Test func `each live part about breakers renders alone`() throws {
        let samples = try PageSample.all.map { try $0.decoded() }
        for page in samples.compactMap({ $0 as? BreakerPages.Index }) {
            #expect(try Self.part("breakers/_list.html", "list", page.list).contains("id=\"breakers\""))
        }
        for page in samples.compactMap({ $0 as? BreakerPages.Lockouts }) {
            #expect(try Self.part("breakers/_lockouts.html", "list", page.list).contains("id=\"lockouts\""))
        }
        for page in samples.compactMap({ $0 as? DevicePages.Show }) {
            #expect(try Self.part("breakers/_holds.html", "holds", page.holds).contains("id=\"holds\""))
        }
    }

    @Test func `the reachability of a device renders alone`() throws {
        let samples = try PageSample.all.map { try $0.decoded() }
        for page in samples.compactMap({ $0 as? DevicePages.Show }) {
            let part = try Self.part("devices/_reachability.html", "reachability", page.reachability)
            #expect(part.contains("id=\"reachability\""))
        }
    }

    private static func part(_ view: String, _ name: String, _ part: some Encodable) throws -> String {
        try PageSample.environment.get().template(view).render([
            "layout": PageSample.layout(isSignedIn: true), name: Value(encoding: part),
        ])
    }

    private static func value(_ page: any Codable) throws -> Value {
        func open(_ page: some Codable) throws -> Value { try Value(encoding: page) }
        return try open(page)
    }
}
