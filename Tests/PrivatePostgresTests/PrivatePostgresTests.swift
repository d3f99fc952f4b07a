import Foundation
import Testing

@testable import PrivatePostgres

/// Each test runs servers of its own; one at a time, so that a small machine is not filled with them.
@Suite(.serialized)
struct PrivatePostgresTests {
    @Test func `from nothing to a URL that answers, by the socket only`() async throws {
        try await TestCluster.use { cluster in
            let postgres = try await cluster.start()
            #expect(
                try await TestCluster.ask(postgres.url, "SELECT current_database() || current_user")
                    == "netstacksnetstacks")
            #expect(try await TestCluster.ask(postgres.url, "SHOW listen_addresses") == "")
            #expect(try await TestCluster.ask(postgres.url, "SHOW server_encoding") == "UTF8")
            #expect(try await TestCluster.ask(postgres.url, "SHOW max_connections") == "60")
            #expect(postgres.version >= 15)
            let mode =
                try FileManager.default.attributesOfItem(atPath: postgres.socketFolder)[.posixPermissions] as? Int
            #expect(mode == 0o700)
            try await postgres.stop()
            #expect(try cluster.process() == nil)
        }
    }

    @Test func `a second start finds the data and takes no new cluster`() async throws {
        try await TestCluster.use { cluster in
            let first = try await cluster.start()
            _ = try await TestCluster.ask(first.url, "CREATE TABLE kept AS SELECT 42 AS n")
            try await first.stop()
            try await first.stop()
            let second = try await cluster.start()
            #expect(second.url == first.url)
            #expect(try await TestCluster.ask(second.url, "SELECT n FROM kept") == "42")
            try await second.stop()
        }
    }

    @Test func `two programs starting at once share one server, and the first to stop leaves it to the other`()
        async throws
    {
        try await TestCluster.use { cluster in
            async let starting = cluster.start()
            let two = try await cluster.start()
            let one = try await starting
            #expect(one.url == two.url)
            let process = try cluster.process()
            try await one.stop()
            #expect(try cluster.process() == process)
            #expect(try await TestCluster.ask(two.url, "SELECT 1") == "1")
            try await two.stop()
            #expect(try cluster.process() == nil)
        }
    }

    @Test func `a program that ends without stopping leaves no server behind`() async throws {
        try await TestCluster.use { cluster in
            do {
                let postgres = try await cluster.start()
                #expect(try await TestCluster.ask(postgres.url, "SELECT 1") == "1")
                // The last reference goes without a stop: the lock is dropped just as the kernel does it at kill -9.
            }
            try await cluster.waitForEnd()
            #expect(Postmaster.noted(in: try cluster.folders.cluster) == nil, "a clean stop removes postmaster.pid")
            let again = try await cluster.start()
            #expect(try await TestCluster.ask(again.url, "SELECT 1") == "1")
            try await again.stop()
        }
    }

    @Test func `kill -9 of the last program stops the server`() async throws {
        try await TestCluster.use { cluster in
            let marker = "\(cluster.dataFolder)/other-program-is-ready"
            let other: pid_t
            do {
                let postgres = try await cluster.start()
                other = try await Background(
                    arguments: [
                        "flock", "--shared", "--no-fork", try cluster.folders.usersLock, "sh", "-c",
                        ": >\(marker); exec sleep 600",
                    ], log: "/dev/null"
                ).start()
                let deadline = ContinuousClock.now + .seconds(60)
                while !FileManager.default.fileExists(atPath: marker) {
                    try await Pause.briefly(until: deadline) { "the other program did not start" }
                }
                #expect(try await TestCluster.ask(postgres.url, "SELECT 1") == "1")
            }
            #expect(try cluster.process() != nil, "the other program still uses it")
            kill(other, SIGKILL)
            try await cluster.waitForEnd()
            #expect(Postmaster.noted(in: try cluster.folders.cluster) == nil, "a clean stop removes postmaster.pid")
        }
    }

    @Test func `the end of one program does not take the server from another`() async throws {
        try await TestCluster.use { cluster in
            let kept = try await cluster.start()
            let process = try #require(try cluster.process())
            _ = try await cluster.start()
            // The guard would act as soon as it got the lock: nobody can get it while `kept` holds it.
            let lock = try FolderLock(path: try cluster.folders.usersLock)
            #expect(!lock.tryLock(.exclusive))
            #expect(try cluster.process() == process)
            try await kept.stop()
        }
    }

    @Test func `what was committed survives kill -9 of the server`() async throws {
        try await TestCluster.use { cluster in
            let first = try await cluster.start()
            _ = try await TestCluster.ask(first.url, "CREATE TABLE kept AS SELECT 42 AS n")
            kill(try #require(try cluster.process()), SIGKILL)
            let second = try await cluster.start()
            #expect(try await TestCluster.ask(second.url, "SELECT n FROM kept") == "42")
            try await second.stop()
            try await first.stop()
        }
    }

    @Test func `a server that dies under the program is started again`() async throws {
        try await TestCluster.use { cluster in
            let postgres = try await cluster.start()
            let keeper = Task { await postgres.keepRunning() }
            let first = try #require(try cluster.process())
            kill(first, SIGKILL)
            let deadline = ContinuousClock.now + .seconds(60)
            while Postmaster.running(in: try cluster.folders.cluster).map({ $0.status != .ready || $0.process == first }
            ) ?? true {
                try await Pause.briefly(until: deadline) { "PostgreSQL was not started again" }
            }
            #expect(try await TestCluster.ask(postgres.url, "SELECT 1") == "1")
            keeper.cancel()
            await keeper.value
            try await postgres.stop()
        }
    }

    @Test func `a crashed server whose number another program has now is no obstacle`() async throws {
        try await TestCluster.use { cluster in
            let folders = try cluster.folders
            let first = try await cluster.start()
            kill(try #require(try cluster.process()), SIGKILL)
            try await cluster.waitForEnd()
            for file in ["\(folders.cluster)/postmaster.pid", "\(first.socketFolder)/.s.PGSQL.5432.lock"] {
                let lines = String(decoding: try #require(FileManager.default.contents(atPath: file)), as: UTF8.self)
                    .split(separator: "\n", omittingEmptySubsequences: false).dropFirst()
                let handle = try FileHandle(forWritingTo: URL(filePath: file))
                try handle.truncate(atOffset: 0)
                try handle.write(contentsOf: Data(([Substring("\(getppid())")] + lines).joined(separator: "\n").utf8))
                try handle.close()
            }
            let second = try await cluster.start()
            #expect(try await TestCluster.ask(second.url, "SELECT 1") == "1")
            try await second.stop()
            try await first.stop()
        }
    }

    @Test(arguments: ["data with, a space", "\(String(repeating: "long/", count: 20))data"])
    func `a folder whose path PostgreSQL cannot use for a socket gets one in the runtime folder`(name: String)
        async throws
    {
        try await TestCluster.use(below: name) { cluster in
            let postgres = try await cluster.start()
            #expect(!postgres.socketFolder.hasPrefix(cluster.dataFolder))
            #expect(try await TestCluster.ask(postgres.url, "SELECT 1") == "1")
            try await postgres.stop()
            try FileManager.default.removeItem(atPath: postgres.socketFolder)
        }
    }

    @Test func `what a killed initialisation left is cleared away`() async throws {
        try await TestCluster.use { cluster in
            let draft = "\(try cluster.folders.home)/draft-1"
            try FileManager.default.createDirectory(atPath: "\(draft)/base", withIntermediateDirectories: true)
            let postgres = try await cluster.start()
            #expect(!FileManager.default.fileExists(atPath: draft))
            try await postgres.stop()
        }
    }

    @Test func `a server that refuses to start is quoted`() async throws {
        try await TestCluster.use { cluster in
            try await cluster.start().stop()
            let file = "\(try cluster.folders.cluster)/postgresql.conf"
            let handle = try FileHandle(forWritingTo: URL(filePath: file))
            try handle.seekToEnd()
            try handle.write(contentsOf: Data("no_such_setting = 1\n".utf8))
            try handle.close()
            let error = await #expect(throws: PrivatePostgresError.self) { try await cluster.start() }
            #expect(error?.code == .startFailed)
            #expect(error?.description.contains("postgresql.conf\" contains errors") == true)
            #expect(error?.description.contains("server.log") == true)
        }
    }
}
