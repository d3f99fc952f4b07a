import Foundation
import SSHTestSupport

/// A real FRRouting router (zebra and staticd) in a network of its own, reached by vtysh behind a real sshd.
final class FRRouter: Sendable {
    let server: LoopbackSSHD
    private let folder: URL
    private let daemons: [ChildProcess]

    /// Whether this machine can run one: FRRouting installed, and root for a network namespace.
    static var isPossible: Bool {
        getuid() == 0 && FileManager.default.isExecutableFile(atPath: "/usr/lib/frr/zebra")
    }

    init() throws {
        // Short, because a Unix socket's path may have 107 bytes only.
        self.folder = FileManager.default.temporaryDirectory.appending(path: "frr-\(UInt32.random(in: 0 ... .max))")
        let path = self.folder.path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
        try "hostname r9\nservice integrated-vtysh-config\n".write(
            toFile: "\(path)/vtysh.conf", atomically: false, encoding: .utf8)
        try "".write(toFile: "\(path)/frr.conf", atomically: false, encoding: .utf8)
        try ChildProcess.run(["/bin/chown", "-R", "frr:frr", path])
        let common = "-u frr -g frr --vty_socket \(path) -z \(path)/zserv -P 0"
        let zebra = try ChildProcess([
            "/usr/bin/unshare", "-n", "/bin/sh", "-c",
            "exec /usr/lib/frr/zebra \(common) -i \(path)/zebra.pid -f \(path)/zebra.conf",
        ])
        try Self.wait(for: "\(path)/zserv")
        let staticd = try ChildProcess([
            "/bin/sh", "-c", "exec /usr/lib/frr/staticd \(common) -i \(path)/staticd.pid -f \(path)/staticd.conf",
        ])
        try Self.wait(for: "\(path)/staticd.vty")
        self.daemons = [staticd, zebra]
        self.server = try LoopbackSSHD(program: "/usr/bin/vtysh --vty_socket \(path) --config_dir \(path)")
    }

    deinit {
        for daemon in self.daemons { daemon.kill(SIGKILL) }
        // It lies in the temporary directory; a leftover harms nobody.
        try? FileManager.default.removeItem(at: self.folder)
    }

    /// A daemon is ready when its socket is there; it says so in no other way.
    private static func wait(for path: String) throws {
        let end = ContinuousClock.now + .seconds(60)
        while !FileManager.default.fileExists(atPath: path) {
            guard ContinuousClock.now < end else { throw POSIXError(.ETIMEDOUT) }
            usleep(20_000)
        }
    }
}
