extension SecretPattern {
    /// What a pattern found, as positions among the words of the line.
    struct Match: Equatable {
        /// The secrets.
        var secrets: [Range<Int>] = []
        /// Optional numbers right before a secret: how it is encrypted.
        var encodings: [Int] = []
    }

    /// Matches all words of a line from the first one given.
    func match(_ line: SecretLine, from first: Int = 0) -> Match? {
        var match = Match()
        return Self.walk(words[...], line, first, &match) ? match : nil
    }

    /// Recursion is bounded by the length of the pattern, not of the line.
    private static func walk(
        _ pattern: ArraySlice<Word>, _ line: SecretLine, _ place: Int, _ match: inout Match
    ) -> Bool {
        guard let word = pattern.first else { return place == line.words.count }
        let next = pattern.dropFirst()
        switch word {
        case .rest:
            if next.isEmpty { return true }
            for start in place...line.words.count {
                let saved = match
                if walk(next, line, start, &match) { return true }
                match = saved
            }
            return false
        case .secretRest:
            guard place < line.words.count else { return false }
            match.secrets.append(place..<line.words.count)
            return true
        case .optional(let inner):
            let saved = match
            if inner == [.number], next.first == .secret || next.first == .secretRest {
                guard isEncoding(line, place) else { return walk(next, line, place, &match) }
                match.encodings.append(place)
            }
            if walk(inner + next, line, place, &match) { return true }
            match = saved
            return walk(next, line, place, &match)
        default:
            guard place < line.words.count, takes(word, line, place, &match) else { return false }
            return walk(next, line, place + 1, &match)
        }
    }

    /// True for the number of an encoding; a longer number is a secret itself.
    private static func isEncoding(_ line: SecretLine, _ place: Int) -> Bool {
        place < line.words.count && !line.words[place].isQuoted && line.lower(place).count <= 2
    }

    private static func takes(_ word: Word, _ line: SecretLine, _ place: Int, _ match: inout Match) -> Bool {
        switch word {
        case .literal(let alternatives): return alternatives.contains { glob($0, line.lower(place)) }
        case .number: return line.lower(place).allSatisfy(\.isDigit)
        case .secret: match.secrets.append(place..<place + 1)
        default: break
        }
        return true
    }

    /// Compares a word with a lower-case literal in which `*` stands for any bytes.
    private static func glob(_ pattern: [UInt8], _ word: ArraySlice<UInt8>) -> Bool {
        var p = 0
        var w = word.startIndex
        var star: (p: Int, w: Int)?
        while w != word.endIndex {
            if p < pattern.count, pattern[p] == UInt8(ascii: "*") {
                star = (p, w)
                p += 1
            } else if p < pattern.count, pattern[p] == word[w] {
                p += 1
                w += 1
            } else if let last = star {
                p = last.p + 1
                w = last.w + 1
                star = (last.p, w)
            } else {
                return false
            }
        }
        while p < pattern.count, pattern[p] == UInt8(ascii: "*") { p += 1 }
        return p == pattern.count
    }
}
