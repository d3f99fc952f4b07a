import ArgumentParser
import Foundation

/// Asks the person at the terminal, also when standard input is a pipe.
///
/// It blocks its thread: nothing else goes on while a command waits for its secrets.
final class TerminalQuestion {
    private let descriptor: Int32

    /// Nil when the program has no terminal.
    init?() {
        descriptor = open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY)
        if descriptor < 0 { return nil }
    }

    deinit { close(descriptor) }

    /// Asks for a line and shows what is typed.
    func ask(_ question: String) throws -> String { try read(question) }

    /// Asks for a line that is not shown; Ctrl-C ends the program.
    func askHidden(_ question: String) throws -> String {
        guard let mode = TerminalMode(descriptor, { $0.c_lflag &= ~UInt32(ECHO) }) else {
            throw ValidationError("The terminal cannot be switched to hidden input.")
        }
        defer {
            mode.restore()
            say("\n")
        }
        let answer = try read(question)
        guard !answer.isEmpty else { throw ValidationError("Nothing was typed.") }
        return answer
    }

    private func read(_ question: String) throws -> String {
        say(question)
        var line: [UInt8] = []
        var byte: UInt8 = 0
        while line.count < 4096 {
            let count = Foundation.read(descriptor, &byte, 1)
            if count < 0, errno == EINTR { continue }
            if count <= 0 || byte == 0x0A || byte == 0x0D { break }
            line.append(byte)
        }
        return String(decoding: line, as: UTF8.self)
    }

    private func say(_ text: String) {
        let bytes = Array(text.utf8)
        _ = write(descriptor, bytes, bytes.count)
    }
}
