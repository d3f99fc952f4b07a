import Foundation
import Testing

@testable import PrivatePostgres

@Suite(.serialized, .enabled(if: geteuid() == 0, "only root has to become somebody else"))
struct RootTests {
    @Test func `in a folder everyone can enter the server runs as an unprivileged account`() async throws {
        try await TestCluster.use { cluster in
            let postgres = try await cluster.start(refusing: [.namespace])
            let owner = try #require(try FileOwner(of: try cluster.folders.cluster))
            #expect(owner == FileOwner(account: "postgres") ?? FileOwner(account: "nobody"))
            #expect(try await TestCluster.ask(postgres.url, "SELECT 1") == "1")
            try await postgres.stop()
            // The same folder later runs in a namespace, with the same data, and back again.
            for refused in [ServerAccount.Way.account, .namespace] where await Self.hasNamespaces {
                let other = try await cluster.start(refusing: [refused])
                #expect(try await TestCluster.ask(other.url, "SELECT 1") == "1")
                #expect(try FileOwner(of: try cluster.folders.cluster)?.user == (refused == .account ? 0 : owner.user))
                try await other.stop()
            }
        }
    }

    @Test func `under a folder of root's own the server runs in a user namespace`() async throws {
        guard await Self.hasNamespaces else { return }
        try await TestCluster.use(below: "closed/data") { cluster in
            try Self.makeClosed(above: cluster)
            let postgres = try await cluster.start()
            #expect(try FileOwner(of: try cluster.folders.cluster)?.user == 0)
            #expect(try await TestCluster.ask(postgres.url, "SELECT 1") == "1")
            try await postgres.stop()
            #expect(try cluster.process() == nil)
        }
    }

    @Test func `a program that ends without stopping leaves no server in a namespace either`() async throws {
        guard await Self.hasNamespaces else { return }
        try await TestCluster.use { cluster in
            do {
                let postgres = try await cluster.start(refusing: [.account])
                #expect(try await TestCluster.ask(postgres.url, "SELECT 1") == "1")
            }
            try await cluster.waitForEnd()
            #expect(Postmaster.noted(in: try cluster.folders.cluster) == nil, "a clean stop removes postmaster.pid")
        }
    }

    @Test func `where neither works the refusal names the remedies`() async throws {
        try await TestCluster.use(below: "closed/data") { cluster in
            try Self.makeClosed(above: cluster)
            let error = await #expect(throws: PrivatePostgresError.self) {
                try await cluster.start(refusing: [.namespace])
            }
            #expect(error?.code == .rootRefused)
            for remedy in ["ordinary user", "NETSTACKS_DATA_FOLDER", "DATABASE_URL"] {
                #expect(error?.description.contains(remedy) == true)
            }
        }
    }

    private static func makeClosed(above cluster: TestCluster) throws {
        let parent = (cluster.dataFolder as NSString).deletingLastPathComponent
        try FileManager.default.createDirectory(
            atPath: parent, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    /// Some containers forbid user namespaces even to root; there the account is the only way.
    private static var hasNamespaces: Bool {
        get async {
            let answer = try? await Command(
                arguments: ServerAccount.namespace(user: 65534, group: 65534).prefix + ["true"]
            ).run()
            return answer?.isSuccess ?? false
        }
    }
}
