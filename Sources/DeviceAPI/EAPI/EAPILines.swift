/// Lines of a configuration as eAPI takes them: the text of a banner is no command there, but its answer.
struct EAPILines {
    /// What is wrong with a line, as a clause.
    struct Problem: Error {
        let clause: String
    }

    private(set) var commands: [EAPICommand] = []
    /// For each command the number of its line, from 1.
    private(set) var numbers: [Int] = []

    /// Reads the lines; a banner ends, as in a running configuration, with a line `EOF`.
    init(_ lines: [String]) throws(Problem) {
        var index = 0
        while index < lines.count {
            let (line, number) = (lines[index], index + 1)
            index += 1
            self.numbers.append(number)
            guard Self.beginsBanner(line) else {
                if Self.leavesSession(line) {
                    throw Problem(clause: "line \(number) would leave the configuration session")
                }
                self.commands.append(EAPICommand(line))
                continue
            }
            guard let end = lines[index...].firstIndex(of: "EOF") else {
                throw Problem(clause: "line \(number) begins a banner that no line EOF ends")
            }
            let text = lines[index..<end]
            for (offset, line) in text.enumerated() where line.unicodeScalars.contains(where: Self.isControl) {
                throw Problem(clause: "line \(number + 1 + offset) holds a control character")
            }
            self.commands.append(EAPICommand(line, input: text.joined(separator: "\n")))
            index = end + 1
        }
    }

    private static func beginsBanner(_ line: String) -> Bool {
        let words = line.split(separator: " ")
        return words.count == 2 && words[0] == "banner"
    }

    /// Whether a line ends the session, however it is abbreviated: what follows, or the line itself, would be active at once.
    private static func leavesSession(_ line: String) -> Bool {
        guard let word = line.split(separator: " ").first?.lowercased(), word.utf8.count > 1 else { return false }
        return ["commit", "abort", "end", "configure"].contains { $0.hasPrefix(word) }
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        (scalar.value < 0x20 && scalar != "\t") || (0x7F...0x9F).contains(scalar.value)
    }
}
