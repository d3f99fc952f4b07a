extension CommandPattern {
    /// What a pattern found in a line.
    struct Match: Equatable {
        /// The words of the key, in order.
        var captures: [String] = []
        /// Positions of the words that are secret.
        var secrets: [Range<Int>] = []
        /// Positions of optional numbers right before a secret: how it is encrypted.
        var encodings: [Int] = []
    }

    /// Matches the words of a whole line.
    func match(_ line: [Substring]) -> Match? {
        var match = Match()
        return Self.walk(words[...], line[...], &match) ? match : nil
    }

    /// True when the line matches.
    func matches(_ line: [Substring]) -> Bool { match(line) != nil }

    /// Recursion is bounded by the length of the pattern, not of the line.
    private static func walk(_ pattern: ArraySlice<Word>, _ line: ArraySlice<Substring>, _ match: inout Match) -> Bool {
        guard let word = pattern.first else { return line.isEmpty }
        let next = pattern.dropFirst()
        switch word {
        case .rest:
            if next.isEmpty { return true }
            var tail = line
            while true {
                let saved = match
                if walk(next, tail, &match) { return true }
                match = saved
                if tail.popFirst() == nil { return false }
            }
        case .secretRest:
            guard !line.isEmpty else { return false }
            match.secrets.append(line.startIndex..<line.endIndex)
            return true
        case .optional(let inner):
            let saved = match
            if inner == [.number], next.first == .secret || next.first == .secretRest {
                match.encodings.append(line.startIndex)
            }
            if walk(inner + next, line, &match) { return true }
            match = saved
            return walk(next, line, &match)
        default:
            guard let text = line.first else { return false }
            switch word {
            case .literal(let alternatives):
                guard alternatives.contains(where: { glob($0, text) }) else { return false }
            case .captureLiteral(let alternatives):
                guard alternatives.contains(where: { glob($0, text) }) else { return false }
                match.captures.append(String(text))
            case .number, .captureNumber:
                guard text.utf8.allSatisfy(\.isDigit) else { return false }
                if word == .captureNumber { match.captures.append(String(text)) }
            case .capture: match.captures.append(String(text))
            case .secret: match.secrets.append(line.startIndex..<line.startIndex + 1)
            default: break
            }
            return walk(next, line.dropFirst(), &match)
        }
    }

    /// Compares a word with a lower-case literal in which `*` stands for any bytes.
    private static func glob(_ pattern: [UInt8], _ text: Substring) -> Bool {
        let word = text.utf8
        var p = 0
        var w = word.startIndex
        var star: (p: Int, w: Substring.UTF8View.Index)?
        while w != word.endIndex {
            if p < pattern.count, pattern[p] == UInt8(ascii: "*") {
                star = (p, w)
                p += 1
            } else if p < pattern.count, pattern[p] == word[w].lowercased {
                p += 1
                w = word.index(after: w)
            } else if let last = star {
                p = last.p + 1
                w = word.index(after: last.w)
                star = (last.p, w)
            } else {
                return false
            }
        }
        while p < pattern.count, pattern[p] == UInt8(ascii: "*") { p += 1 }
        return p == pattern.count
    }
}
