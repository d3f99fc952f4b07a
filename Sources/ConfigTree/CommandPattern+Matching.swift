extension CommandPattern {
    /// What a pattern found in a line, as places in its bytes.
    struct Match: Equatable {
        /// The words of the key, in order.
        var captures: [Range<Int>] = []
    }

    /// Matches a whole line.
    func match(_ line: Span<UInt8>) -> Match? {
        var match = Match()
        return walk(0, line, 0, &match) ? match : nil
    }

    /// True when the line matches.
    func matches(_ line: Span<UInt8>) -> Bool {
        var match = Match()
        return walk(0, line, 0, &match)
    }

    /// True when the line matches.
    func matches(_ line: String) -> Bool {
        var line = line
        line.makeContiguousUTF8()
        return matches(line.utf8.span)
    }

    /// Recursion is bounded by the length of the pattern, not of the line.
    private func walk(_ first: Int, _ line: Span<UInt8>, _ start: Int, _ match: inout Match) -> Bool {
        var index = first
        var place = start
        while index < words.count {
            let text = CommandWords.next(line, place)
            switch words[index] {
            case .rest:
                if index + 1 == words.count { return true }
                while true {
                    let saved = match
                    if walk(index + 1, line, place, &match) { return true }
                    match = saved
                    guard let word = CommandWords.next(line, place) else { return false }
                    place = word.upperBound
                }
            case .maybe(let count):
                let saved = match
                if walk(index + 1, line, place, &match) { return true }
                match = saved
                index += count
            case let word:
                guard let text, Self.takes(word, line, text, &match) else { return false }
                place = text.upperBound
            }
            index += 1
        }
        return CommandWords.next(line, place) == nil
    }

    private static func takes(_ word: Word, _ line: Span<UInt8>, _ text: Range<Int>, _ match: inout Match) -> Bool {
        switch word {
        case .literal(let alternatives): return takes(alternatives, line, text)
        case .captureLiteral(let alternatives):
            guard takes(alternatives, line, text) else { return false }
            match.captures.append(text)
        case .number: return isNumber(line, text)
        case .captureNumber:
            guard isNumber(line, text) else { return false }
            match.captures.append(text)
        case .capture: match.captures.append(text)
        default: break
        }
        return true
    }

    private static func takes(_ alternatives: [Literal], _ line: Span<UInt8>, _ text: Range<Int>) -> Bool {
        for literal in alternatives where literal.takes(line, text) { return true }
        return false
    }

    private static func isNumber(_ line: Span<UInt8>, _ text: Range<Int>) -> Bool {
        for index in text where !line[index].isDigit { return false }
        return true
    }
}

extension CommandPattern.Literal {
    /// Compares a word without regard to case.
    @inline(__always)
    func takes(_ line: Span<UInt8>, _ word: Range<Int>) -> Bool {
        if hasStar { return glob(line, word) }
        guard bytes.count == word.count else { return false }
        var place = word.lowerBound
        for byte in bytes {
            if byte != line[place].lowercased { return false }
            place += 1
        }
        return true
    }

    private func glob(_ line: Span<UInt8>, _ word: Range<Int>) -> Bool {
        var p = 0
        var w = word.lowerBound
        var star: (p: Int, w: Int)?
        while w < word.upperBound {
            if p < bytes.count, bytes[p] == UInt8(ascii: "*") {
                star = (p, w)
                p += 1
            } else if p < bytes.count, bytes[p] == line[w].lowercased {
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
        while p < bytes.count, bytes[p] == UInt8(ascii: "*") { p += 1 }
        return p == bytes.count
    }
}
