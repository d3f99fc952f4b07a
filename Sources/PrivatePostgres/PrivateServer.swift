import Foundation
import Logging

/// Brings the server of one data folder up, from whatever state it is in.
struct PrivateServer: Sendable {
    let folders: PostgresFolders
    let binariesSetting: String?
    let logger: Logger
    var refusedWays: Set<ServerAccount.Way> = []

    struct Running: Sendable {
        let socketFolder: String
        let port: Int
        let major: Int
    }

    /// Makes the cluster when absent and starts the server when none runs; call it with the users' lock held.
    func bringUp(until deadline: ContinuousClock.Instant) async throws(PrivatePostgresError) -> Running {
        let lock = try FolderLock(path: folders.startLock)
        try await lock.lock(.exclusive, until: deadline)
        defer { lock.unlock() }

        let clusterMajor = try folders.clusterMajor()
        let binaries = try await PostgresBinaries.find(
            setting: binariesSetting, searchPath: ProcessInfo.processInfo.environment["PATH"] ?? "",
            clusterMajor: clusterMajor, clusterFolder: folders.cluster)
        let account = try await ServerAccount.choose(for: folders, refusing: refusedWays)
        let cluster = Cluster(folders: folders, binaries: binaries, account: account)
        if clusterMajor == nil {
            logger.info(
                "Making a private PostgreSQL \(binaries.major) cluster", metadata: ["folder": "\(folders.home)"])
            try await cluster.make()
        }
        try await StopGuard(folders: folders, account: account).start()
        let server = try await joinOrLaunch(cluster, until: deadline)
        return Running(socketFolder: server.socketFolder, port: server.port, major: binaries.major)
    }

    private func joinOrLaunch(
        _ cluster: Cluster, until deadline: ContinuousClock.Instant
    ) async throws(PrivatePostgresError) -> Postmaster {
        while true {
            guard let server = Postmaster.running(in: folders.cluster) else {
                if let launched = try await launch(cluster, until: deadline) { return launched }
                continue
            }
            if server.status == .ready { return server }
            try await Pause.briefly(until: deadline) {
                "PostgreSQL in \(folders.home) is still \(server.status); see \(folders.log)."
            }
        }
    }

    /// Starts the server and waits until it is ready; nil when a dying one is in the way and it is worth another try.
    private func launch(
        _ cluster: Cluster, until deadline: ContinuousClock.Instant
    ) async throws(PrivatePostgresError) -> Postmaster? {
        try await clearRemains(until: deadline)
        try await cluster.giveToAccount()
        let socketFolder = SocketFolder.path(for: folders)
        try SocketFolder.prepare(socketFolder, owner: cluster.account.fileOwner)
        let log = ServerLog(path: folders.log)
        try log.prepare()
        let process = try await Background(
            arguments: cluster.account.prefix + [cluster.binaries.path("postgres"), "-D", folders.cluster]
                + ServerOptions.arguments(socketFolder: socketFolder),
            log: folders.log
        ).start()
        while true {
            if let server = Postmaster.running(in: folders.cluster), server.process == process,
                server.status == .ready
            {
                logger.info(
                    "Private PostgreSQL \(cluster.binaries.major) is running", metadata: ["socket": "\(socketFolder)"])
                return server
            }
            guard Background.isRunning(process) else {
                if Postmaster.hasProcesses(in: folders.cluster) { return nil }
                throw PrivatePostgresError(
                    .startFailed, "PostgreSQL did not start: \(log.lastComplaint()). Its log is \(folders.log).")
            }
            try await Pause.briefly(until: deadline) {
                "PostgreSQL in \(folders.home) is still starting, perhaps recovering after a crash; see \(folders.log)."
            }
        }
    }

    /// Waits for the last process of a crashed server, then removes lock files whose number another program has now.
    private func clearRemains(until deadline: ContinuousClock.Instant) async throws(PrivatePostgresError) {
        while Postmaster.hasProcesses(in: folders.cluster) {
            try await Pause.briefly(until: deadline) {
                "Processes of an earlier PostgreSQL still work in \(folders.cluster); end them, then start again."
            }
        }
        // PostgreSQL itself removes the file of a free number. One that is in use again, or that of a dead process nobody
        // has waited for, would make it refuse for ever.
        guard let noted = Postmaster.noted(in: folders.cluster), kill(noted.process, 0) == 0 || errno == EPERM else {
            return
        }
        logger.notice(
            "Removing the lock files of a PostgreSQL that was killed", metadata: ["folder": "\(folders.home)"])
        for file in ["\(folders.cluster)/postmaster.pid", SocketFolder.socket(in: noted.socketFolder) + ".lock"] {
            guard unlink(file) == 0 || errno == ENOENT else { throw .folderUnusable("remove", file) }
        }
    }
}
