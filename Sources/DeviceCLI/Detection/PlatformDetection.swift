public import Reactor
import SSH
import Synchronization

/// Signs in to a device of unknown platform and finds out which it is.
public struct PlatformDetection: Sendable {
    private let loop: EventLoop
    private let platforms: [PlatformDescription]
    private let address: DeviceAddress
    private let login: DeviceLogin
    private let access: DeviceAccess
    private let timeouts: DeviceTimeouts

    /// What was found.
    public struct Finding: Sendable {
        /// Every platform that something speaks for, the likeliest first.
        public let candidates: [PlatformDetector.Candidate]
        /// What the device showed when asked, for a person who has to decide: identification, greeting, commands tried.
        public let seen: [String]
    }

    /// A detection among these platforms.
    public init(
        loop: EventLoop, platforms: [PlatformDescription], address: DeviceAddress, login: DeviceLogin,
        access: DeviceAccess, timeouts: DeviceTimeouts = DeviceTimeouts()
    ) {
        self.loop = loop
        self.platforms = platforms
        self.address = address
        self.login = login
        self.access = access
        self.timeouts = timeouts
    }

    /// Signs in once, looks at the greeting and types reading commands until it is sure; throws `DeviceError`.
    nonisolated(nonsending) public func run() async throws -> Finding {
        let greeting = Greeting()
        let platform = try PlatformCLI.unfamiliar()
        let connector = DeviceConnector(
            loop: self.loop, platform: platform, address: self.address, login: self.login, access: self.access,
            timeouts: self.timeouts,
            signedIn: { greeting.identify($0.offer?.identification) },
            transcript: { if $0.direction == .received { greeting.add($0.bytes) } })
        return try await connector.withReadOnlyConnection { device in
            var detector = PlatformDetector(self.platforms)
            var seen: [String] = []
            if let identification = greeting.identification {
                detector.see(identification: identification)
                seen.append("SSH server «\(identification)»")
            }
            let lines = greeting.lines
            detector.see(greeting: lines)
            seen += lines.suffix(3).filter { $0.contains { $0 != " " } }.map { "greeting «\($0)»" }
            while let command = detector.next {
                let output: [String]
                do {
                    let reply = try await device.session.exchange(command, state: "running '\(command)'")
                    output = DeviceText.clean(reply.output).split(separator: "\n").map(String.init)
                } catch {
                    // What was seen up to here may be enough; a session that was lost says nothing more.
                    if detector.candidates.isEmpty { throw error }
                    break
                }
                detector.see(output: output, of: command)
                seen.append("\(command): «\(output.first { $0.contains { $0 != " " } } ?? "")»")
            }
            return Finding(candidates: detector.candidates, seen: seen)
        }
    }
}

/// What the device sent before it was asked anything.
private final class Greeting: Sendable {
    private let state = Mutex<(identification: String?, bytes: [UInt8])>((nil, []))

    func identify(_ text: String?) { self.state.withLock { $0.identification = text } }

    /// A banner is kept as far as anybody reads it.
    func add(_ bytes: [UInt8]) {
        self.state.withLock { if $0.bytes.count < 1 << 16 { $0.bytes += bytes } }
    }

    var identification: String? { self.state.withLock { $0.identification } }

    var lines: [String] {
        DeviceText.clean(Self.withoutCodes(self.state.withLock { $0.bytes })).split(separator: "\n").map(String.init)
    }

    /// Without what moves the cursor or sets colours (ECMA-48 section 5.4).
    private static func withoutCodes(_ bytes: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        var rest = bytes[...]
        while let byte = rest.popFirst() {
            guard byte == 0x1B else {
                text.append(byte)
                continue
            }
            guard rest.popFirst() == UInt8(ascii: "[") else { continue }
            rest = rest.drop { !(0x40...0x7E).contains($0) }.dropFirst()
        }
        return text
    }
}
