import Foundation
import SSHTestSupport
import Synchronization
import Testing

@testable import SSH

/// Uploads and downloads by SFTP, by both engines, against OpenSSH.
@Suite(.enabled(if: LoopbackSSHD.isPossible, "needs OpenSSH's server, and root or the usual /dev/pts"))
struct SFTPTransferTests {
    let room: FileRoom

    init() throws { self.room = try FileRoom() }

    @Test(arguments: SSHEngineKind.allCases)
    func `a file goes there and back and is proven each time`(engine: SSHEngineKind) async throws {
        let connection = try await self.room.connect(engine)
        let files = try await SSHFiles.sftp(on: connection)
        for count in [0, 1, 32768, 1_000_001] {
            let bytes = pattern(count)
            try self.room.write(bytes, "source")
            let seen = Mutex<[FileProgress]>([])
            let up = try await files.upload(
                .path(self.room.path("source")), to: self.room.remote("there"), options: .patient()
            ) { progress in seen.withLock { $0.append(progress) } }
            #expect(up == FileTransfer(size: Int64(count), resumedAt: 0, sha256: up.sha256, proof: .readBack))
            #expect(try self.room.read("there") == bytes)
            if count > 0 { #expect(seen.withLock { $0.last } == FileProgress(done: Int64(count), total: Int64(count))) }
            let down = try await files.download(
                self.room.remote("there"), to: .path(self.room.path("back")), options: .patient(verification: .size))
            #expect(down.sha256 == up.sha256)
            #expect(try self.room.read("back") == bytes)
        }
        #expect(try self.room.names() == ["source", "there", "back"])
        await files.close()
        await connection.close()
    }

    @Test(arguments: SSHEngineKind.allCases)
    func `a Linux host makes the checksum itself, whatever the name`(engine: SSHEngineKind) async throws {
        let connection = try await self.room.connect(engine)
        let files = try await SSHFiles.sftp(on: connection)
        let names: [[UInt8]] = [
            Array("-rf it's \"$(touch hit)\" `x` \\ ; & *".utf8), Array("two\nlines\n".utf8), [0x66, 0xFF, 0xFE],
        ]
        for name in names {
            let path = try #require(RemotePath(self.room.folder.path)?.appending(name))
            let result = try await files.upload(
                .bytes(pattern(5000)), to: path, options: .patient(hasCommands: true))
            #expect(result.proof == .command)
            #expect(try await files.contents(of: path, atMost: 5000) == pattern(5000))
            try await files.remove(path)
        }
        #expect(try self.room.names() == [])
        await connection.close()
    }

    @Test func `permissions are those asked for, those of the replaced file, or 0644`() async throws {
        let connection = try await self.room.connect(.libssh)
        let files = try await SSHFiles.sftp(on: connection)
        let path = try self.room.remote("f")
        _ = try await files.upload(.bytes([1]), to: path, options: .patient())
        #expect(try self.room.permissions("f") == 0o644)
        _ = try await files.upload(.bytes([2]), to: path, options: .patient(permissions: 0o750))
        #expect(try self.room.permissions("f") == 0o750)
        _ = try await files.upload(.bytes([3]), to: path, options: .patient())
        #expect(try self.room.permissions("f") == 0o750)
        _ = try await files.download(path, to: .path(self.room.path("g")), options: .patient())
        #expect(try self.room.permissions("g") == 0o600)
        await connection.close()
    }

    @Test func `what is there is not replaced unless that was asked for`() async throws {
        let connection = try await self.room.connect(.libssh2)
        let files = try await SSHFiles.sftp(on: connection)
        try self.room.write([1], "old")
        try self.room.write([2], "other")
        let (old, other) = (try self.room.remote("old"), try self.room.remote("other"))
        let options = FileTransferOptions.patient(replaces: false)
        let up = await fileError { _ = try await files.upload(.bytes([9]), to: old, options: options) }
        #expect(up?.code == .alreadyExists)
        let down = await fileError {
            _ = try await files.download(other, to: .path(self.room.path("old")), options: options)
        }
        #expect(down?.code == .alreadyExists)
        #expect(await fileError { try await files.rename(other, to: old) }?.code == .alreadyExists)
        #expect(try self.room.read("old") == [1])
        try await files.rename(other, to: old, replacing: true)
        #expect(try self.room.read("old") == [2])
        #expect(try self.room.names() == ["old"])
        await connection.close()
    }

    @Test func `each failure says what, where and what to do`() async throws {
        let connection = try await self.room.connect(.libssh)
        let files = try await SSHFiles.sftp(on: connection)
        try FileManager.default.createDirectory(atPath: self.room.path("folder"), withIntermediateDirectories: false)
        let forbidden = try #require(RemotePath("/etc/forbidden"))
        let denied = await fileError { _ = try await files.upload(.bytes([1]), to: forbidden) }
        #expect(denied?.code == .permissionDenied)
        let (nothing, folder) = (try self.room.remote("no/thing"), try self.room.remote("folder"))
        let here = FileSink.path(self.room.path("x"))
        let missing = await fileError { _ = try await files.download(nothing, to: here) }
        #expect(missing?.code == .notFound)
        #expect(
            missing?.description
                == "127.0.0.1:\(self.room.server.port): there is no \(nothing). Check the path; folders on the way are not made."
        )
        #expect(await fileError { _ = try await files.upload(.bytes([1]), to: nothing) }?.code == .notFound)
        #expect(await fileError { _ = try await files.upload(.bytes([1]), to: folder) }?.code == .notAFile)
        #expect(await fileError { _ = try await files.download(folder, to: here) }?.code == .notAFile)
        let local = await fileError { _ = try await files.upload(.path("/nonexistent"), to: folder) }
        #expect(local?.code == .local)
        #expect(await fileError { _ = try await files.upload(.path("/dev"), to: folder) }?.code == .notAFile)
        try self.room.write(pattern(11), "eleven")
        let large = await fileError { _ = try await files.contents(of: self.room.remote("eleven"), atMost: 10) }
        #expect(large?.code == .tooLarge(limit: 10))
        #expect(try self.room.names() == ["folder", "eleven"])
        await connection.close()
    }

    @Test func `files without a size, as in proc, are read to their end`() async throws {
        let connection = try await self.room.connect(.libssh2)
        let files = try await SSHFiles.sftp(on: connection)
        let path = try #require(RemotePath("/proc/version"))
        let text = String(decoding: try await files.contents(of: path, atMost: 10_000), as: UTF8.self)
        #expect(text.hasPrefix("Linux version"))
        await connection.close()
    }

    @Test(arguments: SSHEngineKind.allCases)
    func `a server without SFTP says so, and the connection serves SCP`(engine: SSHEngineKind) async throws {
        let room = try FileRoom(extra: "")
        let connection = try await room.connect(engine)
        let error = await fileError { _ = try await SSHFiles.sftp(on: connection) }
        #expect(error?.code == .unsupported)
        let files = try await SSHFiles.open(on: connection)
        #expect(files is SCPCarrier)
        _ = try await files.upload(.bytes(pattern(10)), to: room.remote("f"), options: .patient(), progress: { _ in })
        #expect(try room.read("f") == pattern(10))
        await connection.close()
    }

    @Test func `a server whose SFTP program is missing says so`() async throws {
        let room = try FileRoom(extra: "Subsystem sftp /nonexistent/sftp-server")
        let connection = try await room.connect(.libssh2)
        #expect(await fileError { _ = try await SSHFiles.sftp(on: connection) }?.code == .unsupported)
        await connection.close()
    }
}
