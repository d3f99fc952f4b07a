import Testing

@testable import DeviceCLI

/// Real words of one platform's devices: what must and must not match, and a short session.
struct PlatformSample: Sendable, CustomTestStringConvertible {
    /// A prompt as the device prints it, a line above it included.
    struct Shown: Sendable {
        let text: String
        let mode: Mode
        let host: String

        init(_ text: String, _ mode: Mode, _ host: String) {
            self.text = text
            self.mode = mode
            self.host = host
        }

        var line: String { self.text.components.last ?? "" }
        var above: String { self.text.components.dropLast().last ?? "" }
    }

    let platform: String
    var banner = "\r\n*****\r\nAuthorised access only#\r\nbranch>\r\n*****\r\n\r\n"
    /// The first is where commands run, the last where lines are sent.
    let prompts: [Shown]
    /// Lines that are no prompt; `above|line` where a line above matters.
    let strangers: [String]
    /// A pager and what the device sends to wipe it.
    var pager: (text: String, wiping: String)?
    /// Lines that reject any command.
    let rejected: [String]
    /// Lines that reject a configuration line and are an answer elsewhere.
    var rejectedLines: [String] = []
    /// Lines that are no rejection, not even of a configuration line.
    let accepted: [String]
    /// Log messages.
    var noise: [String] = []
    /// Lines of ordinary output.
    var ordinary: [String] = []
    /// A command that only reads and its output.
    let show: (command: String, output: [String])
    /// Commands that a read-only connection must refuse.
    let refused: [String]
    /// How lines are sent: the command that enters, what the device says to it, a line, the command that leaves.
    var configuring: (enter: String, words: [String], line: String, leave: String)?
    /// Outputs of the commands that tell facts.
    let facts: [String: String]
    let expected: (model: String?, version: String?, serial: String?, uptime: Int?, interfaces: [String])

    var testDescription: String { self.platform }
    var home: Shown { self.prompts[0] }
    var configuration: Shown { self.prompts[self.prompts.count - 1] }

    func cli() throws -> PlatformCLI { try PlatformFile.load(self.platform) }

    static let all =
        cisco + [arista, junos, frr] + shells + [huawei, comware, procurve, fortinet, panos] + nokia
        + [mikrotik, dell]
}

extension String {
    /// The lines of a text that a device printed.
    var components: [String] {
        self.unicodeScalars.split(omittingEmptySubsequences: false) { $0 == "\n" }.map { line in
            String(line.last == "\r" ? line.dropLast() : line)
        }
    }
}
