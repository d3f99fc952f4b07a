/// The Telnet protocol (RFC 854) over a stream of bytes, pure: what arrives is split into text and answers, what is typed is
/// escaped.
struct TelnetCodec: Sendable {
    /// What came with some bytes: text for the dialogue, and bytes to send back.
    struct Received: Equatable {
        var text: [UInt8] = []
        var answer: [UInt8] = []
    }

    private enum State {
        case text, carriageReturn, command
        case option(UInt8)
        case subnegotiation, subnegotiationCommand
    }

    private static let will: UInt8 = 251
    private static let wont: UInt8 = 252
    private static let `do`: UInt8 = 253
    private static let dont: UInt8 = 254
    private static let escape: UInt8 = 255
    private static let begin: UInt8 = 250
    private static let end: UInt8 = 240
    /// Echo (RFC 857), suppress go ahead (RFC 858), terminal type (RFC 1091), window size (RFC 1073).
    private static let (echo, goAhead, terminalType, windowSize): (UInt8, UInt8, UInt8, UInt8) = (1, 3, 24, 31)
    /// No option of ours has a longer parameter; what is longer is dropped.
    private static let longestParameter = 64

    private(set) var terminal: PlatformCLI.Terminal
    private var state = State.text
    private var parameter: [UInt8] = []
    /// Options that the device has on, and that we have on: an answer is due only when that changes (RFC 1143).
    private var theirs: Set<UInt8> = []
    private var ours: Set<UInt8> = []

    init(terminal: PlatformCLI.Terminal) {
        self.terminal = terminal
    }

    /// Takes what the device sent.
    mutating func receive(_ bytes: [UInt8]) -> Received {
        var received = Received()
        for byte in bytes { self.take(byte, into: &received) }
        return received
    }

    /// The bytes to send for what is typed: an escape for 255, and a NUL or line feed behind each carriage return.
    func typed(_ bytes: [UInt8]) -> [UInt8] {
        var sent: [UInt8] = []
        for (index, byte) in bytes.enumerated() {
            sent.append(byte)
            if byte == Self.escape { sent.append(byte) }
            let next = index + 1 < bytes.count ? bytes[index + 1] : 0
            if byte == 0x0D, next != 0x0A { sent.append(0) }
        }
        return sent
    }

    /// Takes another size of the terminal and gives the bytes that tell it; none before the device has asked (RFC 1073).
    mutating func resize(_ terminal: PlatformCLI.Terminal) -> [UInt8] {
        self.terminal = terminal
        return self.ours.contains(Self.windowSize) ? self.windowSizeParameter : []
    }

    /// «No operation», which a device takes without a word (RFC 854).
    static let noOperation: [UInt8] = [255, 241]

    private mutating func take(_ byte: UInt8, into received: inout Received) {
        switch self.state {
        case .text: self.takeText(byte, into: &received)
        case .carriageReturn:
            // CR NUL is a carriage return alone.
            self.state = .text
            if byte != 0 { self.takeText(byte, into: &received) }
        case .command:
            switch byte {
            case Self.escape:
                received.text.append(byte)
                self.state = .text
            case Self.will, Self.wont, Self.do, Self.dont: self.state = .option(byte)
            case Self.begin:
                self.parameter = []
                self.state = .subnegotiation
            default: self.state = .text
            }
        case .option(let command):
            self.state = .text
            self.negotiate(command, byte, into: &received)
        case .subnegotiation:
            if byte == Self.escape {
                self.state = .subnegotiationCommand
            } else if self.parameter.count < Self.longestParameter {
                self.parameter.append(byte)
            }
        case .subnegotiationCommand:
            if byte == Self.end {
                self.state = .text
                self.answerParameter(into: &received)
            } else {
                self.state = .subnegotiation
            }
        }
    }

    private mutating func takeText(_ byte: UInt8, into received: inout Received) {
        if byte == Self.escape {
            self.state = .command
        } else {
            received.text.append(byte)
            if byte == 0x0D { self.state = .carriageReturn }
        }
    }

    private mutating func negotiate(_ command: UInt8, _ option: UInt8, into received: inout Received) {
        switch command {
        case Self.will:
            let isWanted = option == Self.echo || option == Self.goAhead
            guard !self.theirs.contains(option) else { return }
            if isWanted { self.theirs.insert(option) }
            received.answer += [Self.escape, isWanted ? Self.do : Self.dont, option]
        case Self.wont:
            if self.theirs.remove(option) != nil { received.answer += [Self.escape, Self.dont, option] }
        case Self.do:
            let isKnown = [Self.goAhead, Self.terminalType, Self.windowSize].contains(option)
            guard !self.ours.contains(option) else { return }
            if isKnown { self.ours.insert(option) }
            received.answer += [Self.escape, isKnown ? Self.will : Self.wont, option]
            if option == Self.windowSize { received.answer += self.windowSizeParameter }
        default:
            if self.ours.remove(option) != nil { received.answer += [Self.escape, Self.wont, option] }
        }
    }

    private var windowSizeParameter: [UInt8] {
        let numbers = [self.terminal.width, self.terminal.height].flatMap {
            [UInt8(truncatingIfNeeded: $0 >> 8), UInt8(truncatingIfNeeded: $0)]
        }
        let escaped = numbers.flatMap { $0 == Self.escape ? [$0, $0] : [$0] }
        return [Self.escape, Self.begin, Self.windowSize] + escaped + [Self.escape, Self.end]
    }

    /// «Send your terminal type» is all that is ever asked.
    private func answerParameter(into received: inout Received) {
        guard self.parameter == [Self.terminalType, 1] else { return }
        received.answer +=
            [Self.escape, Self.begin, Self.terminalType, 0] + Array(self.terminal.type.utf8) + [Self.escape, Self.end]
    }
}
