import Foundation

/// As whom PostgreSQL runs, which refuses to run as root.
enum ServerAccount: Sendable, Equatable {
    /// As the program itself, an ordinary user.
    case program
    /// As an unprivileged account, from a program run by root.
    case account(user: uid_t, group: gid_t)
    /// In a user namespace where root is called otherwise: files stay root's, so any folder of root's will do.
    case namespace(user: uid_t, group: gid_t)

    /// What comes before the command (setpriv and unshare are util-linux's, 2.38 or newer).
    var prefix: [String] {
        switch self {
        case .program: []
        case .account(let user, let group):
            ["setpriv", "--reuid=\(user)", "--regid=\(group)", "--clear-groups", "--"]
        case .namespace(let user, let group):
            ["unshare", "--user", "--map-user=\(user)", "--map-group=\(group)", "--"]
        }
    }

    /// What comes before the command of the guard, which must see the server's process and may signal it.
    ///
    /// A second namespace could not look into the first (ptrace(2)), and in a namespace the files are root's anyway.
    var guardPrefix: [String] {
        if case .namespace = self { [] } else { prefix }
    }

    /// Who owns the server's files on the disk.
    var fileOwner: (user: uid_t, group: gid_t) {
        switch self {
        case .program: (geteuid(), getegid())
        case .account(let user, let group): (user, group)
        case .namespace: (0, 0)
        }
    }
}

extension ServerAccount {
    /// The account for a cluster in `folders`: its owner's when there is one, else the most isolated that works.
    ///
    /// An unprivileged account comes first, for it can read nothing else of ours; a user namespace serves where that
    /// account cannot enter, such as under /root. Throws `.rootRefused` with the remedies when neither works.
    static func choose(
        for folders: PostgresFolders, refusing refused: Set<Way> = []
    ) async throws(PrivatePostgresError) -> ServerAccount {
        let owner = try FileOwner(of: folders.cluster)
        guard geteuid() == 0 else {
            guard owner == nil || owner?.user == geteuid() else {
                throw PrivatePostgresError(
                    .folderUnusable,
                    """
                    The cluster in \(folders.cluster) belongs to user id \(owner?.user ?? 0), and NetStacks runs as user id \
                    \(geteuid()). Run it as the owner, or: chown -R \(geteuid()) \(folders.home)
                    """)
            }
            return .program
        }
        var candidates: [ServerAccount] = []
        guard let system = FileOwner(account: "postgres") ?? FileOwner(account: "nobody") else {
            throw refusal(folders, account: "postgres")
        }
        candidates.append(.account(user: system.user, group: system.group))
        candidates.append(.namespace(user: system.user, group: system.group))
        if let owner {
            if owner.user == 0 { candidates.swapAt(0, 1) }
            if owner.user != 0 { candidates.insert(.account(user: owner.user, group: owner.group), at: 0) }
        }
        for candidate in candidates where !refused.contains(candidate.way) {
            if try await candidate.works(in: folders) { return candidate }
        }
        throw refusal(folders, account: FileOwner(account: "postgres") == nil ? "nobody" : "postgres")
    }

    /// The kind of account, to rule one out.
    enum Way: Sendable { case program, account, namespace }

    private var way: Way {
        switch self {
        case .program: .program
        case .account: .account
        case .namespace: .namespace
        }
    }

    /// Asks the kernel itself, by running `test` as the account.
    private func works(in folders: PostgresFolders) async throws(PrivatePostgresError) -> Bool {
        if case .account(_, let group) = self {
            // 0710: the account passes through to its own folders and lists nothing; nobody else passes.
            guard chown(folders.home, geteuid(), group) == 0, chmod(folders.home, 0o710) == 0 else { return false }
            if try await !canEnter(folders.home), try await canEnter(parent(of: folders.data)) {
                // Only the data folder itself is in the way: the same for everyone there, but no listing.
                var status = stat()
                guard stat(folders.data, &status) == 0, chmod(folders.data, status.st_mode & 0o7777 | 0o001) == 0 else {
                    return false
                }
            }
        }
        return try await canEnter(folders.home)
    }

    private func canEnter(_ folder: String) async throws(PrivatePostgresError) -> Bool {
        try await Command(arguments: prefix + ["test", "-x", folder]).run().isSuccess
    }

    private func parent(of folder: String) -> String { (folder as NSString).deletingLastPathComponent }

    private static func refusal(_ folders: PostgresFolders, account: String) -> PrivatePostgresError {
        PrivatePostgresError(
            .rootRefused,
            """
            PostgreSQL does not run as root, the account \(account) cannot enter \(folders.home), and this system allows \
            no user namespaces. Run NetStacks as an ordinary user, name a data folder that everyone may enter \
            (for example NETSTACKS_DATA_FOLDER=/var/lib/netstacks), or name a server in DATABASE_URL.
            """)
    }
}
