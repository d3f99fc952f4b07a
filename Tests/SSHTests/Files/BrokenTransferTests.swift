import Foundation
import SSHTestSupport
import Synchronization
import Testing

@testable import SSH

/// Transfers that are cancelled, break off, are continued, or are large.
@Suite(.enabled(if: LoopbackSSHD.isPossible, "needs OpenSSH's server, and root or the usual /dev/pts"))
struct BrokenTransferTests {
    let room: FileRoom

    init() throws { self.room = try FileRoom() }

    /// Calls `action` once, when half of the file has come.
    static func halfway(_ action: @escaping @Sendable () -> Void) -> FileProgressReport {
        let isDone = Mutex(false)
        return { progress in
            guard progress.done * 2 >= progress.total ?? .max else { return }
            let isFirst = isDone.withLock { done in
                defer { done = true }
                return !done
            }
            if isFirst { action() }
        }
    }

    @Test(arguments: SSHEngineKind.allCases)
    func `a cancelled upload leaves nothing behind and the connection open`(engine: SSHEngineKind) async throws {
        let connection = try await self.room.connect(engine)
        let files = try await SSHFiles.sftp(on: connection)
        try self.room.write([7], "f")
        let path = try self.room.remote("f")
        let task = Mutex<Task<FileTransfer, any Error>?>(nil)
        let work = Task {
            try await files.upload(
                .bytes(pattern(8_000_000)), to: path, options: .patient(),
                progress: Self.halfway { task.withLock { $0?.cancel() } })
        }
        task.withLock { $0 = work }
        await #expect(throws: CancellationError.self) { try await work.value }
        #expect(try self.room.names() == ["f"])
        #expect(try self.room.read("f") == [7])
        #expect(try await files.status(of: path)?.size == 1)
        await connection.close()
    }

    @Test(arguments: SSHEngineKind.allCases)
    func `a cancelled download leaves nothing behind and the connection open`(engine: SSHEngineKind) async throws {
        let connection = try await self.room.connect(engine)
        let files = try await SSHFiles.sftp(on: connection)
        try self.room.write(pattern(8_000_000), "far")
        let (path, sink) = (try self.room.remote("far"), FileSink.path(self.room.path("near")))
        let task = Mutex<Task<FileTransfer, any Error>?>(nil)
        let work = Task {
            try await files.download(
                path, to: sink, options: .patient(), progress: Self.halfway { task.withLock { $0?.cancel() } })
        }
        task.withLock { $0 = work }
        await #expect(throws: CancellationError.self) { try await work.value }
        #expect(try self.room.names() == ["far"])
        #expect(try await files.status(of: path)?.size == 8_000_000)
        await connection.close()
    }

    @Test(arguments: SSHEngineKind.allCases, [false, true])
    func `an upload goes on where a crash of the server ended it`(engine: SSHEngineKind, hasCommands: Bool) async throws
    {
        let connection = try await self.room.connect(engine)
        let files = try await SSHFiles.sftp(on: connection)
        let (bytes, path) = (pattern(16_000_000), try self.room.remote("f"))
        let options = FileTransferOptions.patient(resumes: true, verification: .full, hasCommands: hasCommands)
        let server = self.room.server
        let error = await fileError {
            _ = try await files.upload(
                .bytes(bytes), to: path, options: options, progress: Self.halfway { server.killSessions() })
        }
        #expect(error?.code == .connection(.disconnected(.transfer)))
        #expect(try self.room.names() == [".f.part"])
        let again = try await self.room.connect(engine)
        let more = try await SSHFiles.sftp(on: again)
        let result = try await more.upload(.bytes(bytes), to: path, options: options)
        #expect(result.resumedAt > 4_000_000)
        #expect(result.proof == (hasCommands ? .command : .readBack))
        #expect(try self.room.read("f") == bytes)
        #expect(try self.room.names() == ["f"])
        await again.close()
    }

    @Test(arguments: SSHEngineKind.allCases)
    func `a download goes on where a crash of the server ended it`(engine: SSHEngineKind) async throws {
        let connection = try await self.room.connect(engine)
        let files = try await SSHFiles.sftp(on: connection)
        let bytes = pattern(16_000_000)
        try self.room.write(bytes, "far")
        let (path, sink) = (try self.room.remote("far"), FileSink.path(self.room.path("near")))
        let options = FileTransferOptions.patient(resumes: true, hasCommands: true)
        let server = self.room.server
        let error = await fileError {
            _ = try await files.download(
                path, to: sink, options: options, progress: Self.halfway { server.killSessions() })
        }
        #expect(error?.code == .connection(.disconnected(.transfer)))
        #expect(try self.room.names() == ["far", ".near.part"])
        let again = try await self.room.connect(engine)
        let more = try await SSHFiles.sftp(on: again)
        let result = try await more.download(path, to: sink, options: options)
        #expect(result.resumedAt >= 8_000_000)
        #expect(try self.room.read("near") == bytes)
        #expect(try self.room.names() == ["far", "near"])
        await again.close()
    }

    @Test(arguments: [false, true])
    func `a part of something else is not continued`(hasCommands: Bool) async throws {
        let connection = try await self.room.connect(.libssh)
        let files = try await SSHFiles.sftp(on: connection)
        let bytes = pattern(5_000_000)
        try self.room.write(pattern(4_000_000, seed: 9), ".f.part")
        try self.room.write(pattern(4_000_000, seed: 9), ".g.part")
        let options = FileTransferOptions.patient(resumes: true, hasCommands: hasCommands)
        let up = try await files.upload(.bytes(bytes), to: self.room.remote("f"), options: options)
        #expect(up.resumedAt == 0)
        let down = try await files.download(
            self.room.remote("f"), to: .path(self.room.path("g")), options: options)
        #expect(down.resumedAt == 0)
        #expect(try self.room.read("f") == bytes)
        #expect(try self.room.read("g") == bytes)
        await connection.close()
    }

    @Test func `a hundred megabytes pass through buffers of a few`() async throws {
        let connection = try await self.room.connect(.libssh)
        let files = try await SSHFiles.sftp(on: connection)
        let block = pattern(1 << 20)
        try self.room.write([], "source")
        let handle = try FileHandle(forWritingTo: self.room.folder.appending(path: "source"))
        for _ in 0..<100 { try handle.write(contentsOf: block) }
        try handle.close()
        let options = FileTransferOptions.patient(verification: .size)
        let path = try self.room.remote("there")
        let up = try await files.upload(.path(self.room.path("source")), to: path, options: options)
        #expect(up.size == 100 << 20)
        try ChildProcess.run(["/usr/bin/cmp", self.room.path("source"), self.room.path("there")])
        #expect(await files.mostHeld < 4 << 20)
        await connection.close()
    }
}
