import Foundation

/// What is typed at standard input, without waiting for it, and the two escapes that are for us.
struct Keyboard {
    /// Something that was typed.
    enum Input: Equatable {
        /// For the device; may be empty.
        case keys([UInt8])
        /// The person wants to leave.
        case leave
    }

    private var isAtLineStart = true
    private var holdsTilde = false

    /// What was typed since the last call; leaves when the terminal is gone.
    mutating func read() -> Input {
        var ready = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        guard poll(&ready, 1, 0) > 0 else { return .keys([]) }
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = Foundation.read(STDIN_FILENO, &bytes, bytes.count)
        if count < 0, errno == EINTR || errno == EAGAIN { return .keys([]) }
        guard count > 0 else { return .leave }
        return take(bytes.prefix(count))
    }

    /// Takes the escapes out: a tilde at the beginning of a line, then a full stop or a second tilde.
    mutating func take(_ bytes: some Sequence<UInt8>) -> Input {
        var keys: [UInt8] = []
        for byte in bytes {
            if holdsTilde {
                holdsTilde = false
                if byte == UInt8(ascii: ".") { return .leave }
                keys.append(UInt8(ascii: "~"))
                if byte == UInt8(ascii: "~") {
                    isAtLineStart = false
                    continue
                }
            } else if isAtLineStart, byte == UInt8(ascii: "~") {
                holdsTilde = true
                continue
            }
            keys.append(byte)
            isAtLineStart = byte == 0x0D || byte == 0x0A
        }
        return .keys(keys)
    }
}
