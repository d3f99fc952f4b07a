import Foundation
public import Logging
import Synchronization

/// A PostgreSQL server of the program's own under `<data>/postgres`, shared by every program on that data folder.
public final class PrivatePostgres: Sendable {
    /// libpq URL of the database `netstacks`, which any process of the same account may use.
    public let url: String
    /// The folder of the Unix socket.
    public let socketFolder: String
    /// The server's log.
    public var logFile: String { server.folders.log }
    /// Major version of the server.
    public let version: Int

    private let server: PrivateServer
    private let users: Mutex<FolderLock?>
    private let deadline: Duration

    /// Makes the cluster when there is none, starts the server or joins the running one; returns when it is ready.
    ///
    /// `binaries` names the folder of `postgres` and `initdb` when they are not to be searched for.
    public static func start(
        dataFolder: String, logger: Logger, binaries: String? = nil, deadline: Duration = .seconds(60)
    ) async throws(PrivatePostgresError) -> PrivatePostgres {
        let server = PrivateServer(
            folders: try PostgresFolders(dataFolder: dataFolder), binariesSetting: binaries, logger: logger)
        return try await start(server, deadline: deadline)
    }

    static func start(
        _ server: PrivateServer, deadline: Duration
    ) async throws(PrivatePostgresError) -> PrivatePostgres {
        let end = ContinuousClock.now + deadline
        // Held from before the server runs: from now on nobody stops it under us.
        let users = try FolderLock(path: server.folders.usersLock)
        try await users.lock(.shared, until: end)
        let running = try await server.bringUp(until: end)
        return PrivatePostgres(server: server, users: users, running: running, deadline: deadline)
    }

    private init(server: PrivateServer, users: FolderLock, running: PrivateServer.Running, deadline: Duration) {
        self.server = server
        self.users = Mutex(users)
        self.deadline = deadline
        socketFolder = running.socketFolder
        version = running.major
        let host = socketFolder.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? socketFolder
        url = "postgresql://\(Cluster.name)@/\(Cluster.name)?host=\(host)&port=\(running.port)"
    }

    /// Starts the server again whenever it has died; returns when its task is cancelled.
    public func keepRunning() async {
        var wait = Duration.seconds(1)
        while !Task.isCancelled {
            // The sleep ends early only by cancellation, which ends the loop.
            try? await Task.sleep(for: wait)
            let isInUse = users.withLock { $0 != nil }
            guard isInUse, !Task.isCancelled else { return }
            guard Postmaster.running(in: server.folders.cluster) == nil else { continue }
            server.logger.warning("The private PostgreSQL has ended; starting it again")
            do throws(PrivatePostgresError) {
                _ = try await server.bringUp(until: .now + deadline)
                wait = .seconds(1)
            } catch {
                wait = min(wait * 2, .seconds(30))
                server.logger.error("\(error)", metadata: ["detail": "\(error.debugDescription)"])
            }
        }
    }

    /// Stops the server and waits for its end, unless another program still uses it; a second call does nothing.
    public func stop() async throws(PrivatePostgresError) {
        let held = users.withLock { held in
            let lock = held
            held = nil
            return lock
        }
        guard let users = held else { return }
        users.unlock()
        let end = ContinuousClock.now + deadline
        while !users.tryLock(.exclusive) {
            // Only shared holders: other programs use the server. Otherwise the guard is already stopping it.
            if users.tryLock(.shared) { return users.unlock() }
            try await Pause.briefly(until: end) { "PostgreSQL in \(server.folders.home) is still stopping." }
        }
        defer { users.unlock() }
        try await server.stop(until: end)
    }
}
