import Fingerprints
import Foundation
import Reactor
import Synchronization
import Testing

@testable import SSH

/// Servers that lie; each lie ends with an error, and nothing of its size is ever held.
struct HostileFileServerTests {
    typealias Server = ScriptedFileServer
    let path = RemotePath(bytes: Array("/f".utf8))

    func code(_ extensions: [String] = [], _ answer: @escaping Server.Answer) async throws -> FileError.Code? {
        let session = try await Server.session(extensions, answer)
        let path = try #require(self.path)
        let error = await fileError { _ = try await session.contents(of: path, atMost: 1 << 20) }
        #expect(await session.mostHeld < 4 << 20)
        return error?.code
    }

    @Test(
        arguments: [
            [0xFF, 0xFF, 0xFF, 0xFF, 103], [0, 0, 0, 0], [0, 4, 0, 1, 101], [0, 0, 0, 1, 101],
            [0, 0, 0, 5, 101, 0, 0, 0, 2],
            [0, 0, 0, 9, 102, 0, 0, 0, 1, 0xFF, 0xFF, 0xFF, 0xFF], Array("Last login: today".utf8),
        ] as [[UInt8]])
    func `packets with false lengths and ids are a breach of the protocol`(bytes: [UInt8]) async throws {
        #expect(try await self.code { _, _, _ in bytes } == .protocolError)
    }

    @Test func `a server that greets with another protocol is told from one that is silent or ends`() async throws {
        func code(_ bytes: [UInt8]?) async -> FileError.Code? {
            let server = Server { _, _, _ in bytes }
            let session = SFTPSession(stream: server, connection: nil, address: "192.0.2.1:22", loop: .init())
            return await fileError { try await session.greet(patience: .seconds(60)) }?.code
        }
        #expect(await code([0, 0, 0, 5, 2, 0, 0, 0, 6]) == .protocolError)
        #expect(await code([0, 0, 0, 7, 2, 0, 0, 0, 3, 0, 0]) == .protocolError)
        #expect(await code([]) == .timedOut)
        #expect(await code(nil) == .unsupported)
    }

    @Test func `an answer of the wrong kind is a breach`() async throws {
        #expect(try await self.code { _, id, _ in Server.handle(id) } == .protocolError)
        #expect(try await self.code { _, id, _ in Server.packet(99, id) } == .protocolError)
    }

    @Test func `more data than asked for is a breach, and so is none`() async throws {
        for count in [0, 32769] {
            let code = try await self.code { type, id, _ in
                switch type {
                case 3: Server.handle(id)
                case 5: Server.packet(103, id) { $0.string([UInt8](repeating: 1, count: count)) }
                default: Server.attributes(id, RemoteAttributes(size: 100_000))
                }
            }
            #expect(code == .protocolError)
        }
    }

    @Test func `a file that is longer than it says, or has no end, is cut at its size or the bound`() async throws {
        let data = [UInt8](repeating: 7, count: 32768)
        let endless: @Sendable (UInt64?) -> Server.Answer = { size in
            { type, id, body in
                var body = body
                switch type {
                case 3: return Server.handle(id)
                case 4: return Server.status(id, .ok)
                case 5:
                    guard (try? body.string()) != nil, (try? body.long()) != nil, let count = try? body.number() else {
                        return nil
                    }
                    return Server.packet(103, id) { $0.string(data.prefix(Int(count))) }
                default: return Server.attributes(id, RemoteAttributes(size: size))
                }
            }
        }
        let session = try await Server.session([], endless(100_000))
        let path = try #require(self.path)
        #expect(try await session.contents(of: path, atMost: 1 << 20).count == 100_000)
        #expect(try await self.code([], endless(nil)) == .tooLarge(limit: 1 << 20))
        #expect(try await self.code([], endless(.max)) == .tooLarge(limit: 1 << 20))
    }

    @Test func `small answers in any order make the file all the same`() async throws {
        let bytes = pattern(300_000)
        let session = try await Server.session(reverses: true) { type, id, body in
            var body = body
            switch type {
            case 3: return Server.handle(id)
            case 4: return Server.status(id, .ok)
            case 5:
                guard (try? body.string()) != nil, let offset = try? body.long(), let count = try? body.number() else {
                    return nil
                }
                let piece = bytes[Int(offset)..<min(bytes.count, Int(offset) + min(10_000, Int(count)))]
                return Server.packet(103, id) { $0.string(piece) }
            default: return Server.attributes(id, RemoteAttributes(size: UInt64(bytes.count)))
            }
        }
        let path = try #require(self.path)
        #expect(try await session.contents(of: path, atMost: 1 << 20) == bytes)
    }

    @Test func `a folder without end ends at the bound, and no name leads out of it`() async throws {
        let names = ["..", "../../etc/passwd", "a/b", "a\0b", ".", "good"]
        let counter = Mutex(0)
        let pages: @Sendable (Int) -> Server.Answer = { most in
            { type, id, _ in
                switch type {
                case 11: return Server.handle(id)
                case 12:
                    let page = counter.withLock { number in
                        number += 1
                        return number
                    }
                    if page > most { return Server.status(id, .endOfFile) }
                    return Server.packet(104, id) { body in
                        body.number(UInt32(names.count))
                        for name in names {
                            body.string(name)
                            body.string("")
                            body.attributes(RemoteAttributes())
                        }
                    }
                default: return Server.status(id, .ok)
                }
            }
        }
        let path = try #require(self.path)
        let endless = try await Server.session([], pages(.max))
        #expect(await fileError { _ = try await endless.list(path) }?.code == .tooLarge(limit: 10_000))
        counter.withLock { $0 = 0 }
        let two = try await Server.session([], pages(2))
        #expect(try await two.list(path).map(\.printableName) == ["good"])
    }

    @Test func `a full disk is told from other refusals, by its words or by asking`() async throws {
        let path = try #require(self.path)
        for (words, free) in [("No space left on device", nil), ("Failure", 0), ("Failure", 5)] as [(String, UInt64?)] {
            let extensions = free == nil ? [] : ["statvfs@openssh.com"]
            let removed = Mutex(false)
            let session = try await Server.session(extensions) { type, id, _ in
                switch type {
                case 3: return Server.handle(id)
                case 6: return Server.status(id, .failure, words)
                case 13:
                    removed.withLock { $0 = true }
                    return Server.status(id, .ok)
                case 17: return Server.status(id, .noSuchFile)
                case 200:
                    return Server.packet(201, id) { body in
                        for number in [4096, 4096, 1000, 10, free ?? 0, 1, 1, 1, 1, 1, 255] { body.long(number) }
                    }
                default: return Server.status(id, .ok)
                }
            }
            let error = await fileError { _ = try await session.upload(.bytes([1, 2, 3]), to: path) }
            #expect(error?.code == (free == 5 ? .refused : .noSpace))
            #expect(removed.withLock { $0 })
        }
    }

    @Test(arguments: [true, false])
    func `the checksum of the server's extension decides`(isRight: Bool) async throws {
        let bytes = pattern(1000)
        let sum = isRight ? SHA256.digest(bytes) : SHA256.digest([])
        let renamed = Mutex(false)
        let session = try await Server.session(["check-file", "posix-rename@openssh.com"]) { type, id, body in
            var body = body
            switch type {
            case 3: return Server.handle(id)
            case 17: return Server.status(id, .noSuchFile)
            case 200:
                guard let name = try? body.string() else { return nil }
                guard name == Array("check-file-name".utf8) else {
                    renamed.withLock { $0 = true }
                    return Server.status(id, .ok)
                }
                return Server.packet(201, id) { answer in
                    answer.string("sha256")
                    for byte in sum { answer.byte(byte) }
                }
            default: return Server.status(id, .ok)
            }
        }
        let path = try #require(self.path)
        let result = try? await session.upload(.bytes(bytes), to: path)
        #expect(result?.proof == (isRight ? .checkFile : nil))
        #expect(renamed.withLock { $0 } == isRight)
    }

    @Test func `the words of a server cannot move a cursor in an error or a log`() async throws {
        let session = try await Server.session { _, id, _ in Server.status(id, .failure, "\u{1B}[2J\nroot: ok") }
        let path = try #require(self.path)
        let error = await fileError { try await session.remove(path) }
        #expect(error?.cause == "\\x1b[2J\\x0aroot: ok")
    }
}
