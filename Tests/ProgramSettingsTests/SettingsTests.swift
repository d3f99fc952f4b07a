import Foundation
import ProgramSettings
import Secrets
import Testing

struct SettingsTests {
    @Test func `nothing given is a whole configuration`() throws {
        let folder = try SettingsFolder()
        let settings = try folder.load()
        #expect(settings.dataFolder == "\(folder.path)/var/data")
        #expect(settings.keyFile == "\(folder.path)/var/data/keys")
        #expect(settings.databaseURL == nil)
        #expect(settings.listenHost == "127.0.0.1")
        #expect(settings.listenPort == 8080)
        #expect(settings.publicURL == "http://127.0.0.1:8080")
        #expect(settings.usesSecureCookies)
        #expect(settings.runsWorker)
        #expect(settings.jobLease == .seconds(15))
        #expect(settings.sessionIdleTimeout == .seconds(7200))
        #expect(settings.table.allSatisfy { $0.origin == .standard })
        #expect(settings.notices.isEmpty)
    }

    @Test func `a flag wins over the environment, the environment over the file, the file over the default`() throws {
        let folder = try SettingsFolder(
            "listen_port: 1001\nlisten_host: file.example\njob_lease: 40s\nsecure_cookies: false\n")
        let settings = try folder.load(
            flags: ["listen-port": "3003"],
            environment: ["NETSTACKS_LISTEN_PORT": "2002", "NETSTACKS_LISTEN_HOST": "environment.example"])
        #expect(settings.listenPort == 3003)
        #expect(settings.origin(of: "listen_port") == .flag("listen-port"))
        #expect(settings.listenHost == "environment.example")
        #expect(settings.origin(of: "listen_host") == .environment("NETSTACKS_LISTEN_HOST"))
        #expect(settings.jobLease == .seconds(40))
        #expect(settings.origin(of: "job_lease") == .file(path: "\(folder.path)/netstacks.yaml", line: 3))
        #expect(settings.origin(of: "job_heartbeat") == .standard)
        #expect(settings.origin(of: "no_such") == nil)
    }

    @Test func `DATABASE_URL is understood and the program's own name wins`() throws {
        let folder = try SettingsFolder()
        let one = try folder.load(environment: ["DATABASE_URL": "postgres://a@b/c"])
        #expect(one.databaseURL == Secret("postgres://a@b/c"))
        #expect(one.origin(of: "database_url") == .environment("DATABASE_URL"))
        let both = try folder.load(
            environment: ["DATABASE_URL": "postgres://a@b/c", "NETSTACKS_DATABASE_URL": "postgresql://d@e/f"])
        #expect(both.databaseURL == Secret("postgresql://d@e/f"))
        let empty = try folder.load(environment: ["DATABASE_URL": "", "NETSTACKS_DATABASE_URL": ""])
        #expect(empty.databaseURL == nil)
    }

    @Test func `a secret shows nowhere`() throws {
        let folder = try SettingsFolder("database_url: postgresql://u:hunter2@h/d\n")
        let settings = try folder.load()
        #expect(settings.table.first { $0.setting.name == "database_url" }?.value == "•••")
        #expect(!"\(settings)".contains("hunter2"))
        #expect(!"\(settings.table)".contains("hunter2"))
        var dumped = ""
        dump(settings, to: &dumped)
        #expect(!dumped.contains("hunter2"))
        let problem = try SettingsFolder("database_url: mysql://u:hunter2@h/d\n").problem()
        #expect(problem?.code == .malformedValue)
        #expect(problem?.description.contains("hunter2") == false)
        #expect(problem?.description.contains("postgresql://") == true)
    }

    @Test func `paths start at the file that names them, or at the working folder`() throws {
        let folder = try SettingsFolder()
        let elsewhere = try SettingsFolder("data_folder: ../here/./data\n", named: "site.yaml")
        let settings = try folder.load(flags: ["views-folder": "mine/Views"], file: "\(elsewhere.path)/site.yaml")
        let above = (elsewhere.path as NSString).deletingLastPathComponent
        #expect(settings.dataFolder == "\(above)/here/data")
        #expect(settings.keyFile == "\(above)/here/data/keys")
        #expect(settings.viewsFolder == "\(folder.path)/mine/Views")
    }

    @Test func `the folders of the program are found where it is started`() throws {
        let folder = try SettingsFolder()
        for name in ["Views", "Public", "Migrations", "Platforms"] {
            try FileManager.default.createDirectory(atPath: "\(folder.path)/\(name)", withIntermediateDirectories: true)
        }
        let settings = try folder.load()
        #expect(settings.platformsFolder == "\(folder.path)/Platforms")
        try settings.requireFolders()
        try FileManager.default.removeItem(atPath: "\(folder.path)/Public")
        let error = #expect(throws: SettingsError.self) { try settings.requireFolders() }
        #expect(error?.problems.map(\.code) == [.missingFolder])
        #expect(error?.description.contains("\(folder.path)/Public") == true)
    }

    @Test func `a misspelt variable is a notice, for another program may own it`() throws {
        let settings = try SettingsFolder().load(
            environment: ["NETSTACKS_LISTEN_PROT": "1", "NETSTACKS_SERVICE_HOST": "10.0.0.1", "PATH": "/bin"])
        #expect(settings.notices.count == 1)
        #expect(settings.notices.first?.contains("did you mean NETSTACKS_LISTEN_PORT?") == true)
    }
}
