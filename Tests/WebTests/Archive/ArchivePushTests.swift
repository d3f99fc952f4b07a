import Domain
import Foundation
import Persistence
import SSHTestSupport
import Secrets
import Testing

@testable import Services
@testable import Web

/// Git is pushed with credentials from the vault.
@Suite(.timeLimit(.minutes(10))) struct ArchivePushTests {
    @Test(.enabled(if: LoopbackSSHD.isPossible)) func `a push needs a pinned server and a credential set`() async throws
    {
        let server = try LoopbackSSHD(program: nil)
        let folder = FileManager.default.temporaryDirectory.appending(path: "remote-\(UUID().uuidString)").path
        defer {
            // It lies in the temporary directory anyway.
            try? FileManager.default.removeItem(atPath: folder)
        }
        try ChildProcess.run(["/usr/bin/env", "git", "init", "-q", "--bare", "-b", "main", folder])
        try await TestSite.with { site in
            let actor = try await site.browser(.administrator).actor
            let bench = try await RecorderBench(site)
            _ = try await bench.record("hostname r1\npassword zebra\n", at: 0)
            let credentials = try await site.services.credentials.add(
                CredentialDraft(
                    name: "git", username: server.username, password: .keep, privateKey: .set(Secret(server.userKey)),
                    passphrase: .keep, enableSecret: .keep), by: actor)
            var remote = ArchiveRemote(
                url: "ssh://127.0.0.1:\(server.port)\(folder)", credentialSetID: credentials.id)
            try await site.services.archive.save(remote, by: actor)
            let tip = try await site.services.archive.catchUp()?["commit"]?.stringValue
            let untrusted = await #expect(throws: Problem.self) {
                try await site.services.archive.push(isForced: false)
            }
            #expect(untrusted?.code == "archive_remote_untrusted")
            let offered = try await site.services.archive.state(by: actor).remote?.offeredHostKey
            remote.hostKeys = [try #require(offered)]
            try await site.services.archive.save(remote, by: actor)
            #expect(try await site.services.archive.push(isForced: false)["pushed"]?.stringValue == tip)
            let pushed = try await site.services.archive.state(by: actor).remote
            #expect(pushed?.pushedCommit == tip && pushed?.failure == "")
            let shown = try ChildProcess.output(
                ["/usr/bin/env", "git", "-c", "safe.directory=*", "--git-dir", folder, "show", "main:no-site/r1.cfg"])
            #expect(shown == "hostname r1\npassword •••")
        }
    }

    @Test(arguments: [
        "file:///etc", "/srv/git", "https://user:secret@host/x.git", "http://host/x.git", "ext::sh -c id", "ssh://host",
        "-oProxyCommand=x:y", "git@host:", "https://host/ x",
    ]) func `an address that is not spoken is refused`(url: String) {
        #expect(RemoteAddress.refusal(of: url, hasLogin: true) != nil)
    }

    @Test(arguments: [
        "ssh://git@host/x.git", "git@host:team/x.git", "https://host:8443/x.git", "http://127.0.0.1:3000/x.git",
    ])
    func `an address that is spoken is taken`(url: String) {
        #expect(RemoteAddress.refusal(of: url, hasLogin: true) == nil)
    }

    @Test func `only an administrator says where to push`() async throws {
        try await TestSite.with { site in
            for role in Role.allCases where role != .administrator {
                let actor = try await site.browser(role).actor
                await #expect(throws: Problem.self) {
                    try await site.services.archive.save(ArchiveRemote(url: "ssh://git@host/x.git"), by: actor)
                }
            }
        }
    }
}
