/// A command as it may go over a read-only connection: what reads, and the filters behind its pipes, blanks made single.
///
/// What a command line could take for a second command, a redirection or a key is refused here for every platform.
struct PipedCommand {
    /// What stands before the first pipe.
    let head: String
    /// What stands behind each pipe.
    let filters: [String]

    /// More bytes than any reading command needs; some devices cut longer lines off.
    static let longest = 1000

    /// Nil for a line that no platform may take for a reading command.
    init?(_ line: String) {
        guard line.utf8.count <= Self.longest, Self.isHarmless(line) else { return nil }
        var stages = [""]
        var words = Words(rest: line.utf8[...])
        while let word = words.next() {
            switch word {
            case .bar: stages.append("")
            case .text(let text): stages[stages.count - 1] += (stages[stages.count - 1].isEmpty ? "" : " ") + text
            }
        }
        guard stages.allSatisfy({ !$0.isEmpty }), !stages.dropFirst().contains(where: Self.hidesWriter) else {
            return nil
        }
        self.head = stages[0]
        self.filters = Array(stages.dropFirst())
        guard !self.asksForMore else { return nil }
    }

    /// Only printable ASCII: a tab completes, other controls are keys, and a terminal of seven bits reads «»» as a semicolon.
    private static func isHarmless(_ line: String) -> Bool {
        var before: UInt8 = 0
        for byte in line.utf8 {
            switch byte {
            // They end a command, run another one, or open a file.
            case UInt8(ascii: ";"), UInt8(ascii: "&"), UInt8(ascii: "`"), UInt8(ascii: "<"), UInt8(ascii: ">"):
                return false
            case UInt8(ascii: "("), UInt8(ascii: "{"), UInt8(ascii: "["):
                if before == UInt8(ascii: "$") { return false }
            case 0x20...0x7E: break
            default: return false
            }
            before = byte
        }
        return true
    }

    /// A bar without blanks belongs to the expression of a filter, unless what follows could be a filter that writes.
    private static func hidesWriter(_ filter: String) -> Bool {
        filter.split(separator: "|", omittingEmptySubsequences: false).dropFirst().contains { part in
            let word = part.prefix { $0.isLetter }.lowercased()
            let isAlone = part.utf8.count == word.utf8.count
            if part.dropFirst(word.count).first == " " { return self.writers.contains { $0.hasPrefix(word) } }
            return part.isEmpty || (isAlone && self.writers.contains(word))
        }
    }

    private static let writers = [
        "append", "awk", "bash", "dd", "email", "exec", "file", "perl", "python", "redirect", "request", "run", "save",
        "script",
        "sed", "sh", "shell", "source", "sudo", "tee", "utility", "vsh", "xargs",
    ]

    /// Whether a command of a reading kind does more: reaches another machine, writes its output itself, clears, or never ends.
    private var asksForMore: Bool {
        let words = self.head.lowercased().split(separator: " ")
        guard let first = words.first else { return true }
        let arguments = words.dropFirst()
        if arguments.contains("clear") || self.head.contains("/dev/") { return true }
        if arguments.contains(where: { word in Self.remotes.contains { word.hasPrefix($0) } }) { return true }
        if arguments.first?.hasPrefix("tec") ?? false, arguments.contains("file") { return true }
        guard first == "ping" || first.hasPrefix("traceroute") || first == "tracert" else { return false }
        return arguments.contains { word in
            (word.utf8.count > 4 && word.allSatisfy(\.isNumber))
                || Self.endless.contains { $0.hasPrefix(word) && word.count > 2 }
        }
    }

    private static let remotes = ["tftp:", "ftp:", "sftp:", "scp:", "http:", "https:", "rcp:"]
    private static let endless = ["unlimited", "flood", "monitor", "continuous"]
}

/// The words of a line and the bars that part its stages.
private struct Words {
    enum Word {
        case text(String)
        case bar
    }

    var rest: Substring.UTF8View
    private var hasBar = false

    init(rest: Substring.UTF8View) { self.rest = rest }

    private static let blank = UInt8(ascii: " ")
    private static let pipe = UInt8(ascii: "|")

    mutating func next() -> Word? {
        self.rest = self.rest.drop { $0 == Self.blank }
        guard let first = self.rest.first else { return nil }
        if first == Self.pipe {
            self.rest.removeFirst()
            self.hasBar = true
            return .bar
        }
        var end = self.rest.startIndex
        while end < self.rest.endIndex, self.rest[end] != Self.blank {
            let after = self.rest.index(after: end)
            if self.rest[end] == Self.pipe {
                // The first bar always parts; a later one does with a blank or the end behind it.
                let isAtEnd = after == self.rest.endIndex || self.rest[after] == Self.blank
                if !self.hasBar || isAtEnd { break }
            }
            end = after
        }
        defer { self.rest = self.rest[end...] }
        return .text(String(Substring(self.rest[..<end])))
    }
}
