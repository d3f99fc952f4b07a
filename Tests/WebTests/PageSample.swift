import Foundation
import Jinja
import Testing

@testable import Web

/// The JSON of one page, and how it becomes values for its view.
struct PageSample: Sendable, CustomTestStringConvertible {
    /// Its path below `Samples`.
    let path: String

    /// For example `devices/show`, without the variant.
    var page: String {
        path.replacing(#/(\.[a-z-]+)?\.json$/#, with: "")
    }

    var testDescription: String { path }

    /// Every sample of a page in the folder.
    static let all: [PageSample] = {
        let files = FileManager.default.enumerator(atPath: folder)
        var samples: [PageSample] = []
        while let path = files?.nextObject() as? String {
            if path.hasSuffix(".json"), path.contains("/") { samples.append(PageSample(path: path)) }
        }
        return samples.sorted { $0.path < $1.path }
    }()

    static let folder = TestSite.root + "/Tests/WebTests/Samples"

    var data: Data {
        get throws { try Data(contentsOf: URL(fileURLWithPath: Self.folder + "/" + path)) }
    }

    /// The struct of the page, read from the sample.
    func decoded() throws -> any Codable {
        guard let type = Self.types[page] else { throw TestSiteError(description: "No struct is known for \(page).") }
        return try Self.decode(type, data)
    }

    /// The values of the frame, signed in or not.
    static func layout(isSignedIn: Bool) throws -> Value {
        let name = isSignedIn ? "layout.json" : "layout.signed-out.json"
        let data = try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name))
        return try Value(encoding: JSONDecoder().decode(Layout.self, from: data))
    }

    /// The environment in which the site renders its pages.
    static let environment: Result<Jinja.Environment, any Error> = Result {
        ViewRenderer.environment(
            viewsFolder: TestSite.root + "/Views", assets: try AssetStore(folder: TestSite.root + "/Public"))
    }

    static func decode(_ type: any Codable.Type, _ data: Data) throws -> any Codable {
        func open<Page: Codable>(_ type: Page.Type) throws -> any Codable {
            try JSONDecoder().decode(type, from: data)
        }
        return try open(type)
    }

    private static var types: [String: any Codable.Type] {
        [
            "account/show": AccountPages.Show.self, "audit/index": AuditPages.Index.self,
            "breakers/index": BreakerPages.Index.self, "breakers/lockouts": BreakerPages.Lockouts.self,
            "archive/show": ArchivePages.Show.self, "backups/blame": BackupPages.Blame.self,
            "backups/diff": BackupPages.Diff.self, "backups/show": BackupPages.Show.self,
            "changes/index": ChangePages.Index.self, "changes/new": ChangePages.New.self,
            "changes/show": ChangePages.Show.self, "credentials/edit": CredentialPages.Edit.self,
            "credentials/index": CredentialPages.Index.self, "credentials/new": CredentialPages.New.self,
            "credentials/show": CredentialPages.Show.self, "devices/backups": DevicePages.Backups.self,
            "devices/changes": DevicePages.Changes.self, "devices/configuration": DevicePages.Configuration.self,
            "devices/facts": DevicePages.Facts.self,
            "devices/edit": DevicePages.Edit.self, "devices/host-key": DevicePages.HostKeyReview.self,
            "devices/index": DevicePages.Index.self, "devices/new": DevicePages.New.self,
            "devices/show": DevicePages.Show.self, "documentation/api": DocumentationPages.API.self,
            "errors/show": ErrorPages.Show.self, "jobs/index": JobPages.Index.self, "jobs/show": JobPages.Show.self,
            "overview/index": OverviewPages.Index.self, "queues/edit": QueuePages.Edit.self,
            "queues/index": QueuePages.Index.self, "sessions/new": SessionPages.New.self,
            "search/index": SearchPages.Index.self, "snapshots/index": SnapshotPages.Index.self,
            "snapshots/new": SnapshotPages.New.self, "snapshots/show": SnapshotPages.Show.self,
            "schedules/edit": SchedulePages.Edit.self, "schedules/index": SchedulePages.Index.self,
            "schedules/new": SchedulePages.New.self, "schedules/run": SchedulePages.Run.self,
            "schedules/show": SchedulePages.Show.self,
            "platforms/edit": PlatformPages.Edit.self, "platforms/index": PlatformPages.Index.self,
            "platforms/new": PlatformPages.New.self, "platforms/show": PlatformPages.Show.self,
            "stacks/deploy": StackPages.Deploy.self, "stacks/edit": StackPages.Edit.self,
            "stacks/index": StackPages.Index.self, "stacks/new": StackPages.New.self,
            "stacks/show": StackPages.Show.self,
            "templates/deploy": TemplatePages.Deploy.self, "templates/edit": TemplatePages.Edit.self,
            "templates/index": TemplatePages.Index.self, "templates/new": TemplatePages.New.self,
            "templates/preview": TemplatePages.Preview.self, "templates/show": TemplatePages.Show.self,
            "users/edit": UserPages.Edit.self, "users/index": UserPages.Index.self, "users/new": UserPages.New.self,
            "workers/index": WorkerPages.Index.self, "workers/show": WorkerPages.Show.self,
        ]
    }
}
