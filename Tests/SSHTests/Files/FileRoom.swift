import Foundation
import Reactor
import SSH
import SSHTestSupport

/// A real OpenSSH server with SFTP, and a folder that both sides see.
final class FileRoom: Sendable {
    let loop = EventLoop()
    let server: LoopbackSSHD
    let folder: URL

    init(extra: String = "Subsystem sftp internal-sftp") throws {
        // Root's own start-up files would run with each command, and may be slow or talk.
        self.server = try LoopbackSSHD(program: nil, password: getuid() == 0 ? UUID().uuidString : nil, extra: extra)
        self.folder = FileManager.default.temporaryDirectory.appending(path: "files-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: self.folder, withIntermediateDirectories: true)
        try self.give(self.folder.path)
    }

    /// Makes a file the account's own.
    func give(_ path: String) throws {
        guard getuid() == 0 else { return }
        try ChildProcess.run(["/bin/chown", "-hR", "nobody", path])
    }

    deinit {
        // It lies in the temporary directory anyway.
        try? FileManager.default.removeItem(at: self.folder)
    }

    func connect(_ engine: SSHEngineKind) async throws -> SSHConnection {
        try await SSHConnection.connect(
            to: SSHEndpoint(
                host: "127.0.0.1", port: self.server.port, username: self.server.username,
                login: .privateKey(pem: self.server.userKey, passphrase: nil), hostKeys: .acceptFirst,
                engine: .only(engine)), timeouts: .patient, on: self.loop)
    }

    func path(_ name: String) -> String { self.folder.path + "/" + name }

    func remote(_ name: String) throws -> RemotePath {
        guard let path = RemotePath(self.path(name)) else { throw POSIXError(.EINVAL) }
        return path
    }

    func write(_ bytes: [UInt8], _ name: String) throws {
        try Data(bytes).write(to: self.folder.appending(path: name))
        try self.give(self.path(name))
    }

    func read(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: self.folder.appending(path: name))) }

    /// What is in the folder.
    func names() throws -> Set<String> {
        Set(try FileManager.default.contentsOfDirectory(atPath: self.folder.path))
    }

    func permissions(_ name: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: self.path(name))[.posixPermissions] as? Int
    }
}

/// Bytes in which each place can be told from the others.
func pattern(_ count: Int, seed: UInt64 = 1) -> [UInt8] {
    var state = seed
    return [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
        for index in 0..<count {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            buffer[index] = UInt8(truncatingIfNeeded: state >> 33)
        }
        filled = count
    }
}

/// The error of `work`; nil when it succeeds or fails otherwise.
func fileError(of work: () async throws -> Void) async -> FileError? {
    do {
        try await work()
        return nil
    } catch {
        return error as? FileError
    }
}

extension FileTransferOptions {
    /// Far more patience than needed: tests share the machine with others.
    static func patient(
        replaces: Bool = true, resumes: Bool = false, verification: FileVerification = .full, hasCommands: Bool = false,
        permissions: UInt32? = nil, largest: Int64 = 64 << 30
    ) -> FileTransferOptions {
        FileTransferOptions(
            replaces: replaces, resumes: resumes, verification: verification, hasCommands: hasCommands,
            permissions: permissions, largest: largest, patience: .seconds(60), grace: .seconds(60))
    }
}
