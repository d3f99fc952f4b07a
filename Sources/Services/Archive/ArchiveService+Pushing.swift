public import Domain
import GitArchive
import Persistence
import Secrets

extension ArchiveService {
    /// Names where to push to, or changes how; the next push begins at once.
    public func save(_ remote: ArchiveRemote, by actor: Actor) async throws {
        try actor.require(.editCredentials)
        var remote = remote
        remote.hostKeys = try await check(remote)
        try await database.transaction { [remote] db in
            try await ArchiveRemoteRepository(db).save(remote)
            try await ArchiveRequest.enqueuePush(on: db, requestedBy: actor.user.id)
            try await AuditRepository(db).append(
                actor.entry(
                    "archive.remote", "archive", "git", "Set the git remote to \(RemoteAddress.shown(remote.url))"))
        }
    }

    /// Ends pushing; what was pushed stays there.
    public func removeRemote(by actor: Actor) async throws {
        try actor.require(.editCredentials)
        try await database.transaction { db in
            try await ArchiveRemoteRepository(db).delete()
            try await AuditRepository(db).append(
                actor.entry("archive.remote_remove", "archive", "git", "Ended the pushing of git"))
        }
    }

    /// Asks for a push; a forced one throws away what the remote has besides ours.
    public func requestPush(isForced: Bool, by actor: Actor) async throws {
        try actor.require(.editCredentials)
        guard try await ArchiveRemoteRepository(database).find() != nil else {
            throw Problem(.conflict, code: "archive_without_remote", "There is no remote to push to. Name one first.")
        }
        try await database.transaction { db in
            try await ArchiveRequest.enqueuePush(on: db, requestedBy: actor.user.id, isForced: isForced)
            try await AuditRepository(db).append(
                actor.entry(
                    "archive.push", "archive", "git", "Asked for a \(isForced ? "forced " : "")push of git"))
        }
    }

    /// Pushes what the repository of this machine holds.
    public func push(isForced: Bool) async throws -> JSONValue {
        let remotes = ArchiveRemoteRepository(database)
        guard let remote = try await remotes.find() else { return .object(["pushed": .null]) }
        do {
            guard let tip = try await keeper.archive.tip() else { return .object(["pushed": .null]) }
            let keys = Set(remote.hostKeys)
            try await keeper.archive.push(
                to: GitRemote(
                    url: remote.url, login: try await login(remote), branch: remote.branch, isForced: isForced
                ) { proof in
                    switch proof {
                    case .hostKey(let fingerprint): keys.contains(fingerprint)
                    case .certificate(_, let isValid): isValid
                    }
                }, timeout: Self.pushTimeout)
            try await remotes.recordPush(of: tip.text)
            return .object(["pushed": .string(tip.text)])
        } catch let error as GitArchiveError {
            var offered: String?
            if case .untrusted(.hostKey(let fingerprint)) = error.code { offered = fingerprint }
            try await remotes.recordFailure(error.description, offeredHostKey: offered)
            throw Problem(error)
        }
    }

    private func login(_ remote: ArchiveRemote) async throws -> GitRemote.Login {
        guard let id = remote.credentialSetID else { return .none }
        guard let sealed = try await CredentialSetRepository(database).sealed(id) else {
            throw Problem(
                .conflict, code: "credential_set_gone", "The credential set of the git remote is gone. Choose another.")
        }
        let sealer = CredentialSealer(keyRing: keyRing)
        if RemoteAddress.isSSH(remote.url), let key = try sealer.open(sealed.privateKey, .privateKey, of: id) {
            let passphrase = try sealer.open(sealed.passphrase, .passphrase, of: id)?.reveal()
            return .key(username: sealed.username, pem: key.reveal(), passphrase: passphrase)
        }
        guard let password = try sealer.open(sealed.password, .password, of: id) else {
            throw Problem(
                .conflict, code: "credential_set_without_password",
                "This git remote takes a password, and its credential set has none. Add it, or use an address of SSH.")
        }
        return .password(username: sealed.username, password: password.reveal())
    }

    /// Throws what is wrong with a remote; the answer is its host keys without duplicates.
    private func check(_ remote: ArchiveRemote) async throws -> [String] {
        var problems: [FieldProblem] = []
        if let sentence = RemoteAddress.refusal(of: remote.url, hasLogin: remote.credentialSetID != nil) {
            problems.append(FieldProblem("url", sentence))
        }
        if !RemoteAddress.isBranch(remote.branch) {
            problems.append(
                FieldProblem("branch", "A branch is 1 to 100 letters, digits, dots, hyphens, underscores or slashes."))
        }
        let keys = remote.hostKeys.map { $0.filter { !$0.isWhitespace } }.filter { !$0.isEmpty }
        let isFingerprint = { (key: String) in
            key.hasPrefix("SHA256:") && key.utf8.count == 50 && key.utf8.dropFirst(7).allSatisfy { $0 > 32 && $0 < 127 }
        }
        if !keys.allSatisfy(isFingerprint) {
            problems.append(
                FieldProblem("host_keys", "A fingerprint is SHA256: and 43 characters, as ssh-keygen -lf prints it."))
        }
        if let id = remote.credentialSetID, try await CredentialSetRepository(database).find(id) == nil {
            problems.append(FieldProblem("credential_set_id", "This credential set does not exist any more."))
        }
        if !problems.isEmpty { throw Problem.invalid(problems) }
        return keys.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
}
