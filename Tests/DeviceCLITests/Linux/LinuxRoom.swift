import DeviceCLI
import Foundation
import Reactor
import SSH
import SSHTestSupport

/// A Linux host behind a real OpenSSH server: this machine, as another user when the tests run as root.
final class LinuxRoom: Sendable {
    static let password = "it's a \"secret\" $(id) #1"
    let loop = EventLoop()
    let server: LoopbackSSHD
    /// A folder for what commands leave behind; it holds the tasks, too.
    let folder: URL

    static var hasSudo: Bool {
        LoopbackSSHD.isPossible && getuid() == 0 && FileManager.default.isExecutableFile(atPath: "/usr/bin/sudo")
    }

    init(sudoers: String? = nil) throws {
        self.server = try LoopbackSSHD(
            program: nil, password: getuid() == 0 ? Self.password : nil, sudoers: sudoers)
        self.folder = FileManager.default.temporaryDirectory.appending(path: "linux-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: self.folder, withIntermediateDirectories: true)
        if getuid() == 0 { try ChildProcess.run(["/bin/chown", "nobody", self.folder.path]) }
    }

    deinit {
        // It lies in the temporary directory anyway.
        try? FileManager.default.removeItem(at: self.folder)
    }

    func connect(_ engine: SSHEngineKind = .libssh) async throws -> LinuxHost {
        let long = Duration.seconds(60)
        let connection = try await SSHConnection.connect(
            to: SSHEndpoint(
                host: "127.0.0.1", port: self.server.port, username: self.server.username,
                login: .privateKey(pem: self.server.userKey, passphrase: nil), hostKeys: .acceptFirst,
                engine: .only(engine)),
            timeouts: SSHTimeouts(resolve: long, tcp: long, keyExchange: long, authentication: long, channel: long),
            on: self.loop)
        return LinuxHost(connection: connection)
    }

    /// Waits until a file is there, at most a minute.
    func await(_ name: String) async throws {
        let end = ContinuousClock.now + .seconds(60)
        while !FileManager.default.fileExists(atPath: self.folder.appending(path: name).path) {
            guard ContinuousClock.now < end else { throw POSIXError(.ETIMEDOUT) }
            try await self.loop.sleep(until: .now + .milliseconds(20))
        }
    }
}

/// The error of `work`; nil when it succeeds or fails otherwise.
func linuxError(of work: () async throws -> Void) async -> LinuxError? {
    do {
        try await work()
        return nil
    } catch {
        return error as? LinuxError
    }
}
