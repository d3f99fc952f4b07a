import Foundation
import Logging

@testable import PrivatePostgres

/// A data folder of one test's own; `end` stops what runs there and removes it.
struct TestCluster {
    let dataFolder: String
    private let root: String

    init(below name: String = "data") throws {
        root = "/tmp/netstacks-pg-\(UUID().uuidString.prefix(8))"
        dataFolder = "\(root)/\(name)"
        try FileManager.default.createDirectory(
            atPath: root, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
    }

    /// Runs a test's body and cleans up whether it throws or not.
    static func use(below name: String = "data", _ body: (TestCluster) async throws -> Void) async throws {
        let cluster = try TestCluster(below: name)
        do {
            try await body(cluster)
        } catch {
            try await cluster.end()
            throw error
        }
        try await cluster.end()
    }

    var folders: PostgresFolders { get throws { try PostgresFolders(dataFolder: dataFolder) } }

    func start(binaries: String? = nil) async throws -> PrivatePostgres {
        try await PrivatePostgres.start(
            dataFolder: dataFolder, logger: Self.silent, binaries: binaries, deadline: Self.patience)
    }

    func start(refusing refused: Set<ServerAccount.Way>) async throws -> PrivatePostgres {
        let server = PrivateServer(
            folders: try folders, binariesSetting: nil, logger: Self.silent, refusedWays: refused)
        return try await PrivatePostgres.start(server, deadline: Self.patience)
    }

    /// The one value a statement answers, asked with psql as any other program would.
    static func ask(_ url: String, _ statement: String) async throws -> String {
        let answer = try await Command(arguments: [
            "psql", "-X", "-A", "-t", "-q", "-v", "ON_ERROR_STOP=1", "-c", statement, url,
        ]).run()
        guard answer.isSuccess else { throw PrivatePostgresError(.startFailed, "psql: \(answer.errors)") }
        return answer.output.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Waits until no process works in the cluster any more.
    func waitForEnd() async throws {
        let cluster = try folders.cluster
        let deadline = ContinuousClock.now + Self.patience
        while Postmaster.hasProcesses(in: cluster) {
            try await Pause.briefly(until: deadline) { "PostgreSQL still runs in \(cluster)" }
        }
    }

    /// The process of the running server.
    func process() throws -> pid_t? { Postmaster.running(in: try folders.cluster)?.process }

    private func end() async throws {
        if let process = try process() { kill(process, SIGQUIT) }
        try await waitForEnd()
        do {
            try FileManager.default.removeItem(atPath: root)
        } catch CocoaError.fileNoSuchFile {
            // The server removed its own last file between our look at the folder and our turn at it.
            try FileManager.default.removeItem(atPath: root)
        }
    }

    /// Enough for a machine that has much else to do; what a test waits for comes or does not.
    private static let patience = Duration.seconds(300)

    private static var silent: Logger { Logger(label: "test") { _ in SwiftLogNoOpLogHandler() } }
}
