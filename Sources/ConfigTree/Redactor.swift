/// Hides secrets line by line; remembers whether it is inside a certificate or key of several lines.
struct Redactor {
    private let grammar: Grammar
    /// The line that ends the secret value being read.
    private var end: String?

    init(grammar: Grammar) { self.grammar = grammar }

    /// Hides the secrets of one or more lines; line ends stay as they are.
    mutating func redact(_ text: String) -> String {
        var result = ""
        var rest = text[...].utf8
        while let cut = rest.firstIndex(where: { $0 == 10 || $0 == 13 }) {
            result +=
                line(String(Substring(rest[..<cut]))) + String(decoding: CollectionOfOne(rest[cut]), as: UTF8.self)
            rest = rest[rest.index(after: cut)...]
        }
        return result + line(String(Substring(rest)))
    }

    private mutating func line(_ line: String) -> String {
        let words = CommandWords.split(line)
        guard let first = words.first else { return line }
        if let end {
            let text = line.trimmingBlanks()
            if text == end || text.hasPrefix("-----END") {
                self.end = nil
                return line
            }
            return line[..<first.startIndex] + Grammar.redactionMark
        }
        if line.contains("-----BEGIN"), line.contains("PRIVATE KEY") {
            end = "-----END"
            return line
        }
        let command = Self.command(in: line, words: words, grammar: grammar)
        if let rule = command.withSpan({ grammar.multiline.first($0, grammar.table.kind(of: $0)) })?.rule,
            rule.isSecret, case .line(let mark) = rule.end
        {
            end = mark
            return line
        }
        return hide(in: line, command: command)
    }

    /// What is typed: without marks of a difference, without a prompt, without the negation word.
    private static func command(in line: String, words: [Substring], grammar: Grammar) -> String {
        var rest = words[...]
        if let first = rest.first, ["+", "-"].contains(first) { rest = rest.dropFirst() }
        var start = rest.first?.startIndex ?? line.startIndex
        if let first = rest.first, first.hasPrefix("+") || first.hasPrefix("-"), !first.hasPrefix("--") {
            start = line.index(after: start)
        }
        if let first = rest.first, let prompt = first.lastIndex(where: { $0 == "#" || $0 == ">" }),
            first.startIndex < prompt
        {
            let next = line.index(after: prompt)
            start = next < first.endIndex ? next : rest.dropFirst().first?.startIndex ?? line.endIndex
        }
        var command = line[start...]
        for word in grammar.verbs where command.hasPrefix(word + " ") {
            command = command.dropFirst(word.count).drop { $0 == " " || $0 == "\t" }
        }
        return String(command)
    }

    private func hide(in line: String, command: String) -> String {
        let lead = line.dropLast(command.count)
        let found = command.withSpan { grammar.secrets.lines.first($0, grammar.table.kind(of: $0)) }
        if let found {
            var result = String(lead)
            var place = command.startIndex
            for range in found.match.secrets {
                let start = command.utf8.index(command.startIndex, offsetBy: range.lowerBound)
                result += command[place..<start] + Grammar.redactionMark
                place = command.utf8.index(command.startIndex, offsetBy: range.upperBound)
            }
            return result + command[place...]
        }
        if command.withSpan({ grammar.secrets.harmless.contains($0, grammar.table.kind(of: $0)) }) { return line }
        let words = CommandWords.split(command)
        for (index, word) in words.enumerated() {
            if let cut = assigned(word) { return lead + command[..<cut] + Grammar.redactionMark }
            if index + 1 < words.count, isSuspicious(word) {
                return lead + command[..<words[index + 1].startIndex] + Grammar.redactionMark
            }
        }
        return line
    }

    /// The word itself or a part of it between hyphens is on the list.
    private func isSuspicious(_ word: some StringProtocol) -> Bool {
        let bare = word.lowercased().trimming { ":=\"'".contains($0) }
        return grammar.secrets.words.contains(bare)
            || bare.split(whereSeparator: { "-_".contains($0) }).contains { grammar.secrets.words.contains(String($0)) }
    }

    /// Where the value begins in `password=value`, `key:value` and `ftp://user:password@host`.
    private func assigned(_ word: Substring) -> String.Index? {
        if let scheme = word.firstRange(of: "://"), word[scheme.upperBound...].contains("@") {
            return scheme.upperBound
        }
        guard let mark = word.firstIndex(where: { $0 == "=" || $0 == ":" }), word.index(after: mark) < word.endIndex,
            isSuspicious(word[..<mark])
        else { return nil }
        return word.index(after: mark)
    }
}

extension StringProtocol {
    /// Without the characters at both ends that are not wanted.
    func trimming(where unwanted: (Character) -> Bool) -> String {
        var rest = Substring(self)
        while let first = rest.first, unwanted(first) { rest.removeFirst() }
        while let last = rest.last, unwanted(last) { rest.removeLast() }
        return String(rest)
    }

    /// Without spaces and tabs at both ends.
    func trimmingBlanks() -> String { trimming { $0 == " " || $0 == "\t" } }
}
