import Foundation
import Testing

@testable import PrivatePostgres

struct PostgresBinariesTests {
    private let root: String

    init() throws { root = "/tmp/netstacks-binaries-\(UUID().uuidString.prefix(8))" }

    /// Folders as Debian lays them out, with programs that only tell their version.
    private func install(_ versions: [Int]) throws {
        for version in versions {
            let folder = "\(root)/\(version)/bin"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            for program in ["postgres", "initdb"] {
                let script = "#!/bin/sh\necho '\(program) (PostgreSQL) \(version).3 (Debian \(version).3-1)'\n"
                #expect(
                    FileManager.default.createFile(
                        atPath: "\(folder)/\(program)", contents: Data(script.utf8),
                        attributes: [.posixPermissions: 0o755]))
            }
        }
    }

    private func find(setting: String? = nil, clusterMajor: Int? = nil) async throws -> PostgresBinaries {
        // Cleaning up is best effort; the folders have random names.
        defer { try? FileManager.default.removeItem(atPath: root) }
        return try await PostgresBinaries.find(
            setting: setting, searchPath: "/nonexistent", clusterMajor: clusterMajor,
            clusterFolder: "/var/data/cluster",
            systemFolder: root)
    }

    @Test func `the newest installed server is taken`() async throws {
        try install([9, 15, 17, 16])
        #expect(try await find().folder == "\(root)/17/bin")
    }

    @Test func `an existing cluster gets the server it was made by`() async throws {
        try install([15, 16, 17])
        #expect(try await find(clusterMajor: 15).major == 15)
    }

    @Test func `none installed is answered with the apt command`() async throws {
        let error = await #expect(throws: PrivatePostgresError.self) { try await find() }
        #expect(error?.code == .binariesMissing)
        #expect(error?.description.contains("apt-get install postgresql") == true)
        #expect(error?.description.contains("DATABASE_URL") == true)
    }

    @Test func `only older ones installed is answered with what was found`() async throws {
        try install([13])
        let error = await #expect(throws: PrivatePostgresError.self) { try await find() }
        #expect(error?.code == .binariesMissing)
        #expect(error?.description.contains("found: 13") == true)
    }

    @Test func `a cluster of another version is refused with both versions`() async throws {
        try install([15, 16])
        let error = await #expect(throws: PrivatePostgresError.self) { try await find(clusterMajor: 12) }
        #expect(error?.code == .wrongVersion)
        #expect(error?.description.contains("made by PostgreSQL 12; installed here: 15, 16") == true)
        #expect(error?.description.contains("/var/data/cluster") == true)
    }

    @Test func `a named folder is the only one searched`() async throws {
        try install([15])
        let error = await #expect(throws: PrivatePostgresError.self) { try await find(setting: "/nonexistent") }
        #expect(error?.description.contains("in /nonexistent") == true)
    }

    @Test(arguments: [
        ("postgres (PostgreSQL) 15.20 (Debian 15.20-0+deb12u1)\n", 15), ("postgres (PostgreSQL) 18beta1\n", 18),
        ("postgres (PostgreSQL) 9.6.24", 9), ("command not found", nil), ("", nil),
    ])
    func `the major version is read from the program's answer`(answer: String, major: Int?) {
        #expect(PostgresBinaries.major(of: answer) == major)
    }

    @Test func `a start over a cluster of another version refuses and touches nothing`() async throws {
        try await TestCluster.use { cluster in
            let folder = try cluster.folders.cluster
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try Data("12\n".utf8).write(to: URL(filePath: "\(folder)/PG_VERSION"))
            let error = await #expect(throws: PrivatePostgresError.self) { try await cluster.start() }
            #expect(error?.code == .wrongVersion)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["PG_VERSION"])
        }
    }
}
