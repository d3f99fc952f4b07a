import Foundation
import Reactor
import SSH
import SSHTestSupport

@testable import NETCONF

/// Debian's netconfd behind OpenSSH, in a folder of its own; both end with this object.
///
/// Its modules for interfaces and the system run programs of the machine, also such as change it. Its PATH therefore leads to
/// a folder of harmless ones only, and the tests configure a module of their own.
final class Netconfd: Sendable {
    let loop = EventLoop(name: "netconf")
    private let folder: URL
    private let server: ChildProcess
    private let output: ServerOutput
    private let sshd: LoopbackSSHD

    /// Needs root for the private table of accounts.
    static var isPossible: Bool {
        getuid() == 0 && LoopbackSSHD.isPossible && FileManager.default.isExecutableFile(atPath: "/usr/sbin/netconfd")
            && FileManager.default.isExecutableFile(atPath: "/usr/sbin/netconf-subsystem")
    }

    init() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "netconfd-\(UUID().uuidString)")
        self.folder = folder
        try FileManager.default.createDirectory(
            at: folder.appending(path: "bin"), withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700]
        )
        for name in ["ifconfig", "hostname", "get-interface-ipv4", "set-current-datetime"] {
            try Self.script("exit 0", to: folder.appending(path: "bin/\(name)"))
        }
        try FileManager.default.createSymbolicLink(
            at: folder.appending(path: "bin/cat"), withDestinationURL: URL(filePath: "/bin/cat"))
        let socket = folder.appending(path: "sock").path
        // It asks for the port that sshd listens on, and takes only its own. The server says that it is ready a moment before it
        // listens (SO_ACCEPTCON in the kernel's table), and on a busy machine that moment is longer than a login.
        // Of two messages that it reads in one piece it answers the second one only when a third one comes: what the client says
        // is held back for a second, until the server has taken up the subsystem's own message.
        try Self.script(
            """
            until grep -q '00010000 .* \(socket)$' /proc/net/unix; do sleep 0.05; done
            export SSH_CONNECTION='127.0.0.1 1 127.0.0.1 830'
            exec /usr/sbin/netconf-subsystem --ncxserver-sockname=830@\(socket) < <(sleep 1; exec cat 2>/dev/null)
            """, to: folder.appending(path: "subsystem"))
        self.sshd = try LoopbackSSHD(program: nil, extra: "Subsystem netconf \(folder.path)/subsystem")
        let model = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Servers/netstacks-test.yang").path
        self.output = try ServerOutput()
        // It keeps its files in the home that the table of accounts names, and what it would go back to where it was started: a
        // private table leaves the real home alone, and a folder of its own other servers.
        try "root:x:0:0::\(folder.path):/bin/sh\n".write(
            to: folder.appending(path: "passwd"), atomically: false, encoding: .utf8)
        let options = [
            "--no-startup", "--log-level=debug", "--ncxserver-sockname=\(socket)", "--target=candidate",
            "--with-startup=true",
            "--superuser=root", "--access-control=off", "--module=iana-if-type", "--module=ietf-interfaces",
            "--module=ietf-system", "--module=\(model)",
        ]
        // By itself it holds back what it says.
        let script = """
            cd "$0" && /bin/mount --bind passwd /etc/passwd && exec /usr/bin/stdbuf -o0 /usr/sbin/netconfd "$@"
            """
        self.server = try self.output.start(
            ["/usr/bin/unshare", "-m", "/bin/sh", "-c", script, folder.path] + options,
            environment: ["HOME": folder.path, "PATH": folder.path + "/bin"])
        try self.output.wait(for: "ready for sessions")
    }

    deinit {
        self.server.kill(SIGKILL)
        self.server.wait()
        // The folder lies in the temporary directory anyway; a leftover harms nobody.
        try? FileManager.default.removeItem(at: self.folder)
    }

    private func connector(_ engine: SSHEngineKind? = nil) -> NETCONFConnector {
        let key = SSHHostKey(openSSH: self.sshd.hostKey).map { [$0] } ?? []
        return NETCONFConnector(
            NETCONFAccess(
                host: "127.0.0.1", port: self.sshd.port, username: self.sshd.username,
                login: .privateKey(pem: self.sshd.userKey, passphrase: nil), hostKeys: .pinned(key),
                engine: engine.map { .only($0) }, timeouts: .patient), on: self.loop)
    }

    /// Gives a session that the server has taken up.
    func withReader<Result: Sendable>(
        by engine: SSHEngineKind? = nil, _ body: (NETCONFReader) async throws -> Result
    ) async throws -> Result {
        try await self.repeating { taken in
            try await self.connector(engine).withReader { reader in
                try await self.waitForSession(reader.sessionID)
                taken = true
                return try await body(reader)
            }
        }
    }

    /// The same for writing.
    func withWriter<Result: Sendable>(_ body: (NETCONFWriter) async throws -> Result) async throws -> Result {
        try await self.repeating { taken in
            try await self.connector().withWriter { writer in
                try await self.waitForSession(writer.reader.sessionID)
                taken = true
                return try await body(writer)
            }
        }
    }

    /// On a busy machine a second may be too short: then there is another session.
    private func repeating<Result: Sendable>(_ connect: (inout Bool) async throws -> Result) async throws -> Result {
        var taken = false
        for _ in 0..<4 {
            do {
                return try await connect(&taken)
            } catch let error
                where !taken && (error is ServerOutput.Missing || (error as? NETCONFError)?.code == .noNETCONF)
            {
                continue
            }
        }
        return try await connect(&taken)
    }

    /// Only then may it be asked anything, for the same reason.
    private func waitForSession(_ id: UInt32) async throws {
        try await self.wait(for: "Session \(id) for \(NSUserName())@127.0.0.1 now active")
    }

    private func wait(for text: String) async throws {
        try await onOwnThread { try self.output.wait(for: text) }
    }

    /// Waits until the device has gone back by itself. It looks at its clock only while nobody asks it anything.
    func waitForReversion() async throws {
        try await self.wait(for: "Confirmed-commit timeout")
    }

    private static func script(_ text: String, to file: URL) throws {
        try "#!/bin/bash\n\(text)\n".write(to: file, atomically: false, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: file.path)
    }
}
