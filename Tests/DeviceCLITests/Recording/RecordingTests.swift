import Foundation
import Reactor
import SSH
import Synchronization
import Testing

@testable import DeviceCLI

@Suite struct RecordingTests {
    private static let header = Recording.Header(
        platform: "cisco_ios", username: "netops", telnet: false, at: Date(timeIntervalSince1970: 0))

    @Test func `secrets are masked, also where they came in two pieces`() {
        let text = Mutex("")
        let login = DeviceLogin(username: "netops", login: .password("open sesame"))
        let recorder = Recorder(
            Self.header, login: login, redact: { $0 }, write: { line in text.withLock { $0 += line } })
        recorder.add(TranscriptEntry(direction: .received, bytes: Array("echo open se".utf8), at: Date()))
        recorder.add(TranscriptEntry(direction: .received, bytes: Array("same\r\n".utf8), at: Date()))
        recorder.finish()
        #expect(text.withLock { $0 }.hasSuffix("{\"received\":\"echo •••\\r\\n\"}\n"))
    }

    @Test func `what was recorded plays, byte by byte too`() async throws {
        let loop = EventLoop()
        defer { loop.shutdown() }
        let recording = try Recording(Self.session)
        for chunk in [1, 2, .max] {
            let outcome = try await RecordingPlayer(recording, platform: try PlatformFile.load("cisco_ios"), loop: loop)
                .play(chunk: chunk)
            #expect(outcome.hostname == "sw1")
            #expect(outcome.results.map(\.output) == ["12:00:00 UTC\n"])
        }
    }

    @Test func `a line that the session does not type is named with its number`() async throws {
        let loop = EventLoop()
        defer { loop.shutdown() }
        let recording = try Recording(Self.session.replacing("terminal width 511", with: "terminal width 80"))
        let player = RecordingPlayer(recording, platform: try PlatformFile.load("cisco_ios"), loop: loop)
        let error = await #expect(throws: RecordingError.self) { try await player.play() }
        #expect(error?.line == 5)
    }

    @Test func `a recording that ends early says where`() async throws {
        let loop = EventLoop()
        defer { loop.shutdown() }
        let platform = try PlatformFile.load("cisco_ios")
        for (length, line) in [(1, 1), (2, 2), (6, 6), (10, 10)] {
            let lines = Self.session.split(separator: "\n").prefix(length).joined(separator: "\n")
            let player = RecordingPlayer(try Recording(lines), platform: platform, loop: loop)
            let error = await #expect(throws: RecordingError.self) { try await player.play() }
            #expect(error?.line == line)
        }
    }

    @Test func `a recording of another format or of nothing is refused`() {
        #expect(throws: RecordingError.self) { try Recording("") }
        #expect(throws: RecordingError.self) {
            try Recording(Self.session.replacing("\"recording\":1", with: "\"recording\":9"))
        }
        #expect(throws: RecordingError.self) { try Recording(Self.session + "no JSON\n") }
    }

    private static let session = #"""
        {"at":"2026-01-01T00:00:00Z","platform":"cisco_ios","recording":1,"telnet":false,"username":"netops"}
        {"received":"\r\nsw1#"}
        {"sent":"terminal length 0\r"}
        {"received":"terminal length 0\r\nsw1#"}
        {"sent":"terminal width 511\r"}
        {"received":"terminal width 511\r\nsw1#"}
        {"sent":"terminal no monitor\r"}
        {"received":"terminal no monitor\r\nsw1#"}
        {"run":"show clock"}
        {"sent":"show clock\r"}
        {"received":"show clock\r\n12:00:00 UTC\r\nsw1#"}

        """#
}
