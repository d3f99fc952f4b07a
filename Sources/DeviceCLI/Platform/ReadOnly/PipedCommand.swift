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
    ///
    /// It works on bytes: every start of the program tries a thousand tricks on each platform.
    init?(_ line: String) {
        guard line.utf8.count <= Self.longest, Self.isHarmless(line) else { return nil }
        let bytes = Array(line.utf8)
        var stages: [[UInt8]] = [[]]
        var index = bytes.startIndex
        while let word = Self.word(of: bytes, at: &index, isBehindBar: stages.count > 1) {
            if word.isEmpty {
                stages.append([])
            } else {
                if stages[stages.count - 1].last != nil { stages[stages.count - 1].append(Self.blank) }
                stages[stages.count - 1] += word
            }
        }
        guard stages.allSatisfy({ !$0.isEmpty }), !Self.asksForMore(stages[0]) else { return nil }
        self.head = String(decoding: stages[0], as: UTF8.self)
        self.filters = stages.dropFirst().map { String(decoding: $0, as: UTF8.self) }
        guard !self.filters.contains(where: Self.hidesWriter) else { return nil }
    }

    private static let blank = UInt8(ascii: " ")
    private static let pipe = UInt8(ascii: "|")

    /// The next word, empty for a bar that parts two stages; nil at the end of the line.
    private static func word(of line: [UInt8], at index: inout Int, isBehindBar: Bool) -> ArraySlice<UInt8>? {
        while index < line.endIndex, line[index] == self.blank { index += 1 }
        guard index < line.endIndex else { return nil }
        let start = index
        if line[start] == self.pipe {
            index += 1
            return []
        }
        while index < line.endIndex, line[index] != self.blank {
            if line[index] == self.pipe {
                // The first bar always parts; a later one does with a blank or the end behind it.
                let isAtEnd = index + 1 == line.endIndex || line[index + 1] == self.blank
                if !isBehindBar || isAtEnd { break }
            }
            index += 1
        }
        return line[start..<index]
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
        filter.utf8.contains(self.pipe)
            && filter.split(separator: "|", omittingEmptySubsequences: false).dropFirst().contains { part in
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
    private static func asksForMore(_ head: [UInt8]) -> Bool {
        let lower = head.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) ? $0 | 0x20 : $0 }
        let words = lower.split(separator: self.blank)
        guard let first = words.first else { return true }
        let arguments = words.dropFirst()
        if arguments.contains(where: { $0.elementsEqual("clear".utf8) }) || self.namesDevice(lower) { return true }
        if arguments.contains(where: { word in self.remotes.contains { word.starts(with: $0.utf8) } }) { return true }
        if arguments.first?.starts(with: "tec".utf8) ?? false,
            arguments.contains(where: { $0.elementsEqual("file".utf8) })
        {
            return true
        }
        guard self.probes.contains(where: { first.starts(with: $0.utf8) }) else { return false }
        return arguments.contains { word in
            (word.count > 4 && word.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
                || (word.count > 2 && self.endless.contains { $0.utf8.starts(with: word) })
        }
    }

    /// Whether a path below `/dev` stands in the text.
    private static func namesDevice(_ text: [UInt8]) -> Bool {
        var seen = 0
        for byte in text {
            seen = byte == self.devices[seen] ? seen + 1 : byte == self.devices[0] ? 1 : 0
            if seen == self.devices.count { return true }
        }
        return false
    }

    private static let devices = Array("/dev/".utf8)
    private static let remotes = ["tftp:", "ftp:", "sftp:", "scp:", "http:", "https:", "rcp:"]
    private static let probes = ["ping", "traceroute", "tracert"]
    private static let endless = ["unlimited", "flood", "monitor", "continuous"]
}
