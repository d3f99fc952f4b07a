import Foundation
import SSH
import SSHTestSupport
import Testing

/// Files and folders by SFTP, by both engines, against OpenSSH.
@Suite(.enabled(if: LoopbackSSHD.isPossible, "needs OpenSSH's server, and root or the usual /dev/pts"))
struct SFTPFolderTests {
    let room: FileRoom

    init() throws { self.room = try FileRoom() }

    @Test(arguments: SSHEngineKind.allCases)
    func `a folder is made, filled, listed and removed`(engine: SSHEngineKind) async throws {
        let connection = try await self.room.connect(engine)
        let files = try await SSHFiles.sftp(on: connection)
        let folder = try self.room.remote("d")
        try await files.makeFolder(folder)
        #expect(try await files.list(folder) == [])
        for number in 0..<300 { try self.room.write([1, 2], "d/file\(number)") }
        let list = try await files.list(folder)
        #expect(list.count == 300)
        #expect(list.first?.printableName == "file0")
        #expect(list.allSatisfy { $0.attributes.size == 2 && $0.attributes.isPlainFile == true })
        #expect(await fileError { _ = try await files.list(folder, atMost: 200) }?.code == .tooLarge(limit: 200))
        #expect(await fileError { try await files.removeFolder(folder) }?.code == .refused)
        for file in list { try await files.remove(#require(folder.appending(file.name))) }
        try await files.removeFolder(folder)
        #expect(try await files.status(of: folder) == nil)
        await connection.close()
    }

    @Test func `attributes are read and set, and a link is told from its file`() async throws {
        let connection = try await self.room.connect(.libssh)
        let files = try await SSHFiles.sftp(on: connection)
        try self.room.write([1, 2, 3], "f")
        try FileManager.default.createSymbolicLink(atPath: self.room.path("l"), withDestinationPath: "f")
        let (file, link) = (try self.room.remote("f"), try self.room.remote("l"))
        try await files.set(RemoteAttributes(mode: 0o640, accessed: 1_000, modified: 2_000), of: file)
        let status = try #require(try await files.status(of: link))
        #expect(status.size == 3)
        #expect(status.permissions == 0o640)
        #expect(status.modified == 2_000)
        #expect(try await files.linkStatus(of: link)?.isLink == true)
        #expect(try await files.wholePath(of: #require(RemotePath(self.room.folder.path + "/./f"))) == file)
        await connection.close()
    }
}
