import Foundation
import Synchronization

/// A real OpenSSH server on a loopback port of the system's choice; each connection gets a fresh `sshd -i`.
public final class LoopbackSSHD: Sendable {
    /// The port it listens on.
    public let port: UInt16
    /// The account that may sign in: the one that runs the tests, or one made for the password.
    public let username: String
    /// The private key that may sign in, in OpenSSH form.
    public let userKey: String
    /// The host's public key as a line of OpenSSH.
    public let hostKey: String
    private let folder: URL
    private let hasAccount: Bool
    private let hasSudo: Bool
    private let listener: Int32
    private let children = Mutex<[ChildProcess]>([])

    /// Whether a server of ours can run here and give its sessions a terminal.
    ///
    /// A server without root cannot give a terminal to the group `tty`; the system has to (`gid=5` on /dev/pts, the usual).
    public static var isPossible: Bool {
        guard FileManager.default.isExecutableFile(atPath: "/usr/sbin/sshd") else { return false }
        if getuid() == 0 { return true }
        let mounts = (try? String(contentsOfFile: "/proc/mounts", encoding: .utf8)) ?? ""
        return mounts.split(separator: "\n").contains { $0.hasPrefix("devpts /dev/pts ") && $0.contains("gid=5,") }
    }

    /// Starts the server; `program` is what a session runs instead of what it asks for, nil lets it have that.
    ///
    /// A key type may name its bits, as in `ecdsa-384`, and which of several keys it means, as in `ed25519/other`. A
    /// `password` makes an account of its own, and needs root; `sudoers` is what that account may do, such as
    /// `ALL=(ALL) ALL`. `extra` is appended to the configuration.
    public init(
        program: String?, hostKeyType: String = "ed25519", userKeyType: String = "ed25519", passphrase: String = "",
        password: String? = nil, sudoers: String? = nil, extra: String = ""
    ) throws {
        self.username = password == nil ? NSUserName() : "tester"
        self.hasAccount = password != nil
        self.hasSudo = password != nil && sudoers != nil
        self.folder = FileManager.default.temporaryDirectory.appending(path: "sshd-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: self.folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let folder = self.folder.path
        try KeyFiles.of(hostKeyType).write(to: "\(folder)/host")
        try KeyFiles.of(userKeyType, passphrase: passphrase).write(to: "\(folder)/user")
        if let password { try Self.makeAccount(self.username, password, in: folder) }
        if let sudoers, self.hasSudo { try Self.allowSudo(sudoers, self.username, in: folder) }
        self.userKey = try String(contentsOfFile: "\(folder)/user", encoding: .utf8)
        self.hostKey = try String(contentsOfFile: "\(folder)/host.pub", encoding: .utf8)
        let configuration = """
            \(extra)
            HostKey \(folder)/host
            AuthorizedKeysFile \(folder)/user.pub
            PidFile none
            StrictModes no
            UsePAM no
            PasswordAuthentication no
            KbdInteractiveAuthentication no
            PermitRootLogin yes
            LogLevel VERBOSE
            \(program.map { "ForceCommand \($0)" } ?? "")
            """
        try configuration.write(toFile: "\(folder)/sshd_config", atomically: false, encoding: .utf8)
        (self.listener, self.port) = try Self.listen()
        Thread.detachNewThread { [weak self, listener] in
            while true {
                let socket = accept(listener, nil, nil)
                guard socket >= 0 else { return }
                _ = fcntl(socket, F_SETFD, FD_CLOEXEC)
                guard let self else {
                    close(socket)
                    return
                }
                self.serve(socket)
            }
        }
    }

    deinit {
        shutdown(self.listener, Int32(SHUT_RDWR))
        close(self.listener)
        self.killSessions()
        // The folder lies in the temporary directory anyway; a leftover harms nobody.
        try? FileManager.default.removeItem(at: self.folder)
    }

    /// What the servers have written to their log.
    public var log: String {
        (try? String(contentsOf: self.folder.appending(path: "log"), encoding: .utf8)) ?? ""
    }

    /// Kills the server process of every session, as a crash would.
    public func killSessions() {
        let running = self.children.withLock { children in
            defer { children = [] }
            return children
        }
        for child in running {
            // A session of another account has a process of its own behind the server's.
            let more = Self.descendants(of: child.pid)
            child.kill(SIGKILL)
            for pid in more { kill(pid, SIGKILL) }
            child.wait()
        }
    }

    private static func descendants(of pid: Int32) -> [Int32] {
        let path = "/proc/\(pid)/task/\(pid)/children"
        // A process that has just ended has none.
        let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        return text.split(separator: " ").compactMap { Int32($0) }.flatMap { [$0] + self.descendants(of: $0) }
    }

    private func serve(_ socket: Int32) {
        let folder = self.folder.path
        let sshd = "exec /usr/sbin/sshd -i -f \(folder)/sshd_config -E \(folder)/log"
        // As root sshd insists on /run/sshd; a private /run in a mount namespace leaves the machine untouched, and so do
        // private tables of accounts.
        let tables = ["passwd", "shadow", "pam.d"] + (self.hasSudo ? ["sudoers"] : [])
        let account = tables.map { "mount --bind \(folder)/\($0) /etc/\($0) && " }.joined()
        let command =
            getuid() == 0
            ? [
                "/usr/bin/unshare", "-m", "/bin/sh", "-c",
                "mount -t tmpfs tmpfs /run && mkdir -m 755 /run/sshd && \(self.hasAccount ? account : "")\(sshd)",
            ]
            : ["/bin/sh", "-c", sshd]
        defer { close(socket) }
        // No process, no answer: the client sees the connection close.
        guard let process = try? ChildProcess(command, streams: socket) else { return }
        self.children.withLock { $0.append(process) }
    }

    /// Tables of accounts with one more, and a PAM service that asks for its password.
    private static func makeAccount(_ name: String, _ password: String, in folder: String) throws {
        let hash = try ChildProcess.output(["/usr/bin/openssl", "passwd", "-6", password])
        // Before the account that has its number on the machine: sudo asks who a number is.
        let passwd = try String(contentsOfFile: "/etc/passwd", encoding: .utf8)
        try ("\(name):x:65534:65534::\(folder)/home:/bin/sh\n" + passwd).write(
            toFile: "\(folder)/passwd", atomically: false, encoding: .utf8)
        try "root:*:19000:0:99999:7:::\nsshd:!:19000::::::\n\(name):\(hash):19000:0:99999:7:::\n".write(
            toFile: "\(folder)/shadow", atomically: false, encoding: .utf8)
        try FileManager.default.createDirectory(atPath: "\(folder)/pam.d", withIntermediateDirectories: false)
        try "auth required pam_unix.so\naccount required pam_permit.so\nsession required pam_permit.so\n".write(
            toFile: "\(folder)/pam.d/sshd", atomically: false, encoding: .utf8)
        try FileManager.default.createDirectory(
            atPath: "\(folder)/home", withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o700, .ownerAccountID: 65534, .groupOwnerAccountID: 65534])
        // sshd looks up the account after it has given up root's rights over the folder above.
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder)
    }

    private static func allowSudo(_ rules: String, _ name: String, in folder: String) throws {
        // Nothing of the machine's own rules.
        try "Defaults !fqdn\nroot ALL=(ALL:ALL) ALL\n\(name) \(rules)\n".write(
            toFile: "\(folder)/sudoers", atomically: false, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o440], ofItemAtPath: "\(folder)/sudoers")
        try "auth required pam_unix.so\naccount required pam_permit.so\nsession required pam_permit.so\n".write(
            toFile: "\(folder)/pam.d/sudo", atomically: false, encoding: .utf8)
    }

    static func listen() throws -> (Int32, UInt16) {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw in
                bind(listener, raw, size) == 0 && Foundation.listen(listener, 64) == 0
                    && getsockname(listener, raw, &size) == 0
            }
        }
        guard result else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
        return (listener, UInt16(bigEndian: address.sin_port))
    }
}
