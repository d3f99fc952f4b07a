import DeviceCLI
import Foundation
import SSH

extension DeviceShellCommand {
    /// The terminal to ask for: yours, as large as its window is now.
    static var window: SSHTerminal {
        var size = winsize()
        let isKnown = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 && size.ws_row > 0
        return SSHTerminal(
            type: ProcessInfo.processInfo.environment["TERM"] ?? "vt100", width: isKnown ? Int(size.ws_col) : 80,
            height: isKnown ? Int(size.ws_row) : 24)
    }

    /// Passes keys to the device and its words to the screen until one side ends; tells which.
    ///
    /// A session is used by one operation at a time, so reading stops every few milliseconds to look at the keyboard: too
    /// short to be felt, and seldom enough that an idle session costs nothing to speak of.
    static func pass(_ terminal: DeviceTerminal) async throws -> String {
        var keyboard = Keyboard()
        var size = window
        var pause = Duration.milliseconds(5)
        while true {
            if let bytes = try await terminal.read(until: .now + pause) {
                guard !bytes.isEmpty else { return "\nThe device ended the session." }
                Self.put(bytes)
            }
            let now = window
            if (now.width, now.height) != (size.width, size.height) {
                size = now
                try await terminal.resize(now)
            }
            switch keyboard.read() {
            case .leave: return "\nLeft."
            case .keys(let keys) where keys.isEmpty: pause = min(pause * 2, .milliseconds(30))
            case .keys(let keys):
                try await terminal.type(keys)
                pause = .milliseconds(5)
            }
        }
    }

    private static func put(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR || errno == EAGAIN { continue }
            if count <= 0 { return }
            rest = rest.dropFirst(count)
        }
    }
}
