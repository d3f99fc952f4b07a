import Foundation

/// Makes the cluster, whole or not at all: `initdb` works in a draft that takes its place when it is complete.
struct Cluster {
    let folders: PostgresFolders
    let binaries: PostgresBinaries
    let account: ServerAccount

    static let name = "netstacks"

    /// Makes the cluster with the role and the database `netstacks`; no password, for only its account can reach it.
    func make() async throws(PrivatePostgresError) {
        try removeDrafts()
        let draft = "\(folders.home)/draft-\(getpid())"
        guard mkdir(draft, 0o700) == 0 else { throw .folderUnusable("create", draft) }
        let owner = account.fileOwner
        guard chown(draft, owner.user, owner.group) == 0 else { throw .folderUnusable("change the owner of", draft) }
        try await run(
            [
                binaries.path("initdb"), "--no-sync", "--locale=C.UTF-8", "--encoding=UTF8", "--no-instructions",
                "--username=\(Self.name)", "--auth-local=trust", "--auth-host=reject", "--pgdata=\(draft)",
            ])
        try await run(
            [
                binaries.path("postgres"), "--single", "-F", "-c", "exit_on_error=on", "-D", draft, "postgres",
            ], input: "CREATE DATABASE \(Self.name)\n")
        guard rename(draft, folders.cluster) == 0 else { throw .folderUnusable("create", folders.cluster) }
    }

    /// Gives the cluster to the account that will run it, when another way ran it before; only root can.
    func giveToAccount() async throws(PrivatePostgresError) {
        let owner = account.fileOwner
        guard let current = try FileOwner(of: folders.cluster), current.user != owner.user else { return }
        let result = try await Command(
            arguments: ["chown", "-R", "-h", "\(owner.user):\(owner.group)", folders.cluster]
        ).run()
        guard result.isSuccess else {
            throw PrivatePostgresError(
                .folderUnusable, "\(folders.cluster) cannot be given to user id \(owner.user).", cause: result.errors)
        }
    }

    /// Removes what a program killed inside `make` left.
    private func removeDrafts() throws(PrivatePostgresError) {
        do {
            for name in try FileManager.default.contentsOfDirectory(atPath: folders.home)
            where name.hasPrefix("draft-") {
                try FileManager.default.removeItem(atPath: "\(folders.home)/\(name)")
            }
        } catch {
            throw PrivatePostgresError(
                .folderUnusable,
                "An unfinished cluster in \(folders.home) cannot be removed; remove its draft folders.",
                cause: String(describing: error))
        }
    }

    private func run(_ arguments: [String], input: String = "") async throws(PrivatePostgresError) {
        let result = try await Command(arguments: account.prefix + arguments, input: input).run()
        guard result.isSuccess else {
            let said = result.errors.split(separator: "\n").last.map(String.init) ?? "nothing"
            throw PrivatePostgresError(
                .initFailed, "PostgreSQL could not make its cluster in \(folders.home): \(said)",
                cause: result.output + result.errors)
        }
    }
}
