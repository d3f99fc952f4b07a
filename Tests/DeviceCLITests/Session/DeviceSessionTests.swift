import Foundation
import Reactor
import SSH
import SSHTestSupport
import Synchronization
import Testing

@testable import DeviceCLI

/// Whole sessions over SSH with a look-alike of IOS.
@Suite(.enabled(if: LoopbackSSHD.isPossible, "needs OpenSSH's server, and root or the usual /dev/pts"))
struct DeviceSessionTests {
    let device: FakeIOS
    let loop = EventLoop()

    init() throws {
        self.device = try FakeIOS()
    }

    func connector(
        enable: String? = "enable-secret", timeouts: DeviceTimeouts = .patient,
        hostKeys: HostKeyExpectation = .acceptFirst, transcript: (@Sendable (TranscriptEntry) -> Void)? = nil
    ) throws -> DeviceConnector {
        DeviceConnector(
            loop: self.loop, platform: try PlatformFile.load("cisco_ios"),
            address: DeviceAddress(host: "127.0.0.1", port: self.device.server.port),
            login: DeviceLogin(
                username: self.device.server.username,
                login: .privateKey(pem: self.device.server.userKey, passphrase: nil), enablePassword: enable),
            access: .ssh(hostKeys: hostKeys), timeouts: timeouts, transcript: transcript)
    }

    func failure<T>(_ body: () async throws -> T) async throws -> DeviceError {
        do {
            _ = try await body()
        } catch let error as DeviceError {
            return error
        }
        throw Unexpected.success
    }

    enum Unexpected: Error { case success, stop }

    @Test func `a read-only connection runs commands and reads the whole configuration`() async throws {
        let connector = try self.connector()
        try await connector.withReadOnlyConnection { device in
            #expect(await device.hostname() == "sw1")
            let version = try await device.run("show version")
            #expect(version.output == "Cisco IOS Software, é Version 15.2\n")
            #expect(version.isAccepted)
            let bogus = try await device.run("show bogus")
            #expect(bogus.rejection == "% Invalid input detected at '^' marker.")
            let configuration = try await device.runningConfiguration()
            #expect(configuration.hasSuffix("hostname sw1\nntp server 192.0.2.1\n!\nend\n"))
            #expect(try await device.run("show pager").output == (0..<10).map { " line \($0)\n" }.joined())
        }
    }

    @Test(arguments: ["configure terminal", "conf t", "reload", "write memory", "show version | redirect flash:x"])
    func `a read-only connection refuses to send what may change something`(command: String) async throws {
        let error = try await self.failure {
            try await self.connector().withReadOnlyConnection { try await $0.run(command) }
        }
        #expect(error.code == .notAllowed)
    }

    @Test func `a command with a line break is refused`() async throws {
        let error = try await self.failure {
            try await self.connector().withReadOnlyConnection { try await $0.run("show version\nreload") }
        }
        #expect(error.code == .invalidInput)
    }

    @Test func `log messages inside every prompt are survived`() async throws {
        let connector = try self.connector()
        try await connector.withReadOnlyConnection { device in
            _ = try await device.run("show noise")
            #expect(try await device.run("show version").output == "Cisco IOS Software, é Version 15.2\n")
            #expect(try await device.runningConfiguration().hasSuffix("!\nend\n"))
        }
    }

    @Test func `lines are sent one by one, each announced before and reported after`() async throws {
        let events = Mutex<[String]>([])
        let connector = try self.connector()
        let lines = ["hostname core", "interface Vlan10", " description a b", "exit", "banner motd #\nhello sw1#"]
        try await connector.withWritingConnection { device in
            let results = try await device.configure(
                lines, willSend: { number, line in events.withLock { $0.append("will \(number) \(line.prefix(9))") } },
                didSend: { result in events.withLock { $0.append("did \(result.number)") } })
            #expect(results.map(\.line) == lines)
            #expect(await device.readOnly.hostname() == "core")
            #expect(
                try await device.save()
                    == .saved("Destination filename [startup-config]? \nBuilding configuration...\n[OK]\n"))
            #expect(try await device.readOnly.runningConfiguration().contains(" description a b\n"))
        }
        #expect(
            events.withLock { $0 } == [
                "will 1 hostname ", "did 1", "will 2 interface", "did 2", "will 3  descript", "did 3", "will 4 exit",
                "did 4", "will 5 banner mo", "did 5",
            ])
        #expect(try self.device.configurationLines == Array(lines.prefix(4)) + ["banner motd #", "end"])
    }

    @Test func `the first rejection stops: number, line and the device's words, nothing after it`() async throws {
        let error = try await self.failure {
            try await self.connector().withWritingConnection {
                try await $0.configure(["ntp server 192.0.2.2", "interface Vlan10", " bad one", "ntp server 192.0.2.3"])
            }
        }
        #expect(
            error.code
                == .commandRejected(line: 3, command: " bad one", message: "% Invalid input detected at '^' marker."))
        #expect(error.progress?.accepted == 2)
        #expect(error.progress?.inFlight == nil)
        #expect(try self.device.configurationLines == ["ntp server 192.0.2.2", "interface Vlan10", " bad one", "end"])
    }

    @Test func `a link lost in the middle says what was accepted and what was in flight`() async throws {
        let error = try await self.failure {
            try await self.connector().withWritingConnection {
                try await $0.configure(["ntp server 192.0.2.2", "drop", "ntp server 192.0.2.3"])
            }
        }
        #expect(error.code == .disconnectedMidCommand)
        #expect(error.progress?.accepted == 1)
        #expect(error.progress?.inFlight == .init(number: 2, text: "drop"))
        #expect(error.description.contains("1 line was accepted; whether line 2 arrived is unknown"))
    }

    @Test func `an announcement that throws stops before its line and leaves the configuration mode`() async throws {
        let connector = try self.connector()
        await #expect(throws: Unexpected.stop) {
            try await connector.withWritingConnection {
                try await $0.configure(["ntp server 192.0.2.2", "ntp server 192.0.2.3"]) { number, _ in
                    if number == 2 { throw Unexpected.stop }
                }
            }
        }
        #expect(try self.device.configurationLines == ["ntp server 192.0.2.2", "end"])
    }

    @Test func `an undeclared question stops the configuration unanswered`() async throws {
        let error = try await self.failure {
            try await self.connector().withWritingConnection {
                try await $0.configure(["ask", "ntp server 192.0.2.3"])
            }
        }
        #expect(error.code == .prompt)
        #expect(error.progress?.inFlight?.number == 1)
        #expect(error.lastSeen.hasSuffix("Really remove it? [confirm]"))
    }

    @Test func `a line with a line break is refused before anything is sent`() async throws {
        let error = try await self.failure {
            try await self.connector().withWritingConnection { try await $0.configure(["ntp server 1.1.1.1\nend"]) }
        }
        #expect(error.code == .invalidInput)
        #expect(throws: (any Error).self) { try self.device.configurationLines }
    }

    @Test(arguments: [nil, "wrong"])
    func `a missing or wrong enable password is refused in words without it`(password: String?) async throws {
        let error = try await self.failure { try await self.connector(enable: password).test() }
        #expect(error.code == .enableRefused)
        #expect(!error.debugDescription.contains("wrong"))
    }

    @Test func `a server killed during a command is a disconnect in the middle`() async throws {
        let error = try await self.failure {
            try await self.connector().withReadOnlyConnection { try await $0.run("show drop") }
        }
        #expect(error.code == .disconnectedMidCommand)
        #expect(error.debugDescription.contains("half a li"))
    }

    @Test func `a device that never answers runs into the deadline of the command`() async throws {
        let error = try await self.failure {
            try await self.connector(timeouts: .patient(silence: .seconds(5))).withReadOnlyConnection {
                try await $0.run("show mute")
            }
        }
        #expect(error.code == .timeout(.command))
        #expect(error.kind == "timeout_command")
    }

    @Test func `cancelling a configuration ends at once and says what was in flight`() async throws {
        let (sent, signal) = AsyncStream.makeStream(of: Void.self)
        let connector = try self.connector(transcript: { entry in
            if entry.direction == .sent, entry.bytes.starts(with: "mute".utf8) { signal.yield() }
        })
        let work = Task {
            try await connector.withWritingConnection { try await $0.configure(["ntp server 192.0.2.2", "mute"]) }
        }
        for await _ in sent { break }
        let start = ContinuousClock.now
        work.cancel()
        let error = try await self.failure { try await work.value }
        #expect(ContinuousClock.now - start < .seconds(5))
        #expect(error.code == .cancelled)
        #expect(error.progress?.accepted == 1)
        #expect(error.progress?.inFlight?.number == 2)
    }

    @Test func `after a failed command the session sends nothing more`() async throws {
        let connector = try self.connector(timeouts: .patient(silence: .seconds(5)))
        try await connector.withWritingConnection { device in
            let first = try await self.failure { try await device.configure(["mute"]) }
            #expect(first.code == .timeout(.command))
            let second = try await self.failure { try await device.readOnly.run("show version") }
            #expect(second.code == .disconnected)
        }
    }

    @Test func `a line does not leave after the cancellation`() async throws {
        let connector = try self.connector()
        let work = Task {
            try await connector.withWritingConnection {
                try await $0.configure(["ntp server 192.0.2.2", "ntp server 192.0.2.3"]) { number, _ in
                    if number == 2 { withUnsafeCurrentTask { $0?.cancel() } }
                }
            }
        }
        let error = try await self.failure { try await work.value }
        #expect(error.code == .cancelled)
        #expect(error.progress?.accepted == 1)
        #expect(error.progress?.inFlight == nil)
        #expect(try self.device.configurationLines == ["ntp server 192.0.2.2"])
    }

    @Test func `a test of the connection greets, and a pinned key of another server is refused`() async throws {
        let greeting = try await self.connector().test()
        #expect(greeting.hostname == "sw1")
        let key = try #require(greeting.hostKey)
        #expect(self.device.server.hostKey.hasPrefix(key.openSSH))
        _ = try await self.connector(hostKeys: .pinned([key])).test()
        let other = try #require(SSHHostKey(openSSH: FakeIOS(hostKeyType: "ecdsa").server.hostKey))
        let error = try await self.failure { try await self.connector(hostKeys: .pinned([other])).test() }
        #expect(error.code == .hostKeyChanged(expected: [other], offered: key))
    }

    @Test func `the transcript holds both sides and no password`() async throws {
        let record = Mutex<[TranscriptEntry]>([])
        _ = try await self.connector(transcript: { entry in record.withLock { $0.append(entry) } }).test()
        let entries = record.withLock { $0 }
        let sent = entries.filter { $0.direction == .sent }.map { String(decoding: $0.bytes, as: UTF8.self) }
        #expect(sent.prefix(3) == ["enable\r", "•••", "terminal length 0\r"])
        #expect(!entries.contains { String(decoding: $0.bytes, as: UTF8.self).contains("enable-secret") })
    }
}
