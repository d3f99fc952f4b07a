import Foundation
import SSH
import SSHTestSupport
import Testing

/// The old protocol of `scp`, by both engines, against OpenSSH.
@Suite(.enabled(if: LoopbackSSHD.isPossible, "needs OpenSSH's server, and root or the usual /dev/pts"))
struct SCPTests {
    let room: FileRoom

    init() throws { self.room = try FileRoom(extra: "") }

    @Test(arguments: SSHEngineKind.allCases)
    func `a file goes there and back`(engine: SSHEngineKind) async throws {
        let connection = try await self.room.connect(engine)
        let files = SSHFiles.scp(on: connection)
        for (count, commands) in [(0, false), (5, true), (1_000_001, false), (3_000_000, true)] {
            let bytes = pattern(count)
            let options = FileTransferOptions.patient(hasCommands: commands, permissions: 0o640)
            let up = try await files.upload(.bytes(bytes), to: self.room.remote("there"), options: options)
            #expect(up.proof == (commands ? .command : .size))
            #expect(try self.room.read("there") == bytes)
            #expect(try self.room.permissions("there") == 0o640)
            let down = try await files.download(
                self.room.remote("there"), to: .path(self.room.path("back")), options: options)
            #expect(down.sha256 == up.sha256)
            #expect(try self.room.read("back") == bytes)
        }
        #expect(try self.room.names() == ["there", "back"])
        await connection.close()
    }

    @Test func `names reach a shell unharmed, and no device that has none`() async throws {
        let connection = try await self.room.connect(.libssh)
        let files = SSHFiles.scp(on: connection)
        let path = try self.room.remote("it's a $(touch hit) ; file")
        _ = try await files.upload(.bytes([1]), to: path, options: .patient(hasCommands: true))
        #expect(try self.room.names() == ["it's a $(touch hit) ; file"])
        #expect(await fileError { _ = try await files.upload(.bytes([1]), to: path) }?.code == .badName)
        let lines = try self.room.remote("a\nb")
        let options = FileTransferOptions.patient(hasCommands: true)
        #expect(
            await fileError { _ = try await files.upload(.bytes([1]), to: lines, options: options) }?.code == .badName)
        await connection.close()
    }

    @Test(arguments: SSHEngineKind.allCases)
    func `each failure says what is wrong, and leaves the connection open`(engine: SSHEngineKind) async throws {
        let connection = try await self.room.connect(engine)
        let files = SSHFiles.scp(on: connection)
        let options = FileTransferOptions.patient(replaces: false, hasCommands: true)
        try FileManager.default.createDirectory(atPath: self.room.path("folder"), withIntermediateDirectories: false)
        try self.room.write([1], "old")
        let sink = FileSink.path(self.room.path("x"))
        let missing = await fileError { _ = try await files.download(self.room.remote("no"), to: sink) }
        #expect(missing?.code == .notFound)
        let folder = await fileError { _ = try await files.download(self.room.remote("folder"), to: sink) }
        #expect(folder?.code == .notAFile)
        let old = await fileError {
            _ = try await files.upload(.bytes([2]), to: self.room.remote("old"), options: options)
        }
        #expect(old?.code == .alreadyExists)
        let far = await fileError {
            _ = try await files.upload(.bytes([2]), to: self.room.remote("no/file"), options: options)
        }
        #expect(far?.code == .notFound)
        #expect(try self.room.names() == ["folder", "old"])
        _ = try await files.upload(.bytes([2]), to: self.room.remote("new"), options: options)
        #expect(try self.room.read("new") == [2])
        await connection.close()
    }
}
