extension Redactor {
    /// Where what is typed can begin: behind the sign of a difference and words that take a line back, and behind a prompt.
    static func commandStarts(_ line: SecretLine) -> [Int] {
        let bytes = line.bytes
        var start = bytes.firstIndex { !SecretLine.isBlank($0) } ?? bytes.count
        let isSign = start < bytes.count && (bytes[start] == UInt8(ascii: "+") || bytes[start] == UInt8(ascii: "-"))
        if isSign, !bytes[start...].starts(with: "--".utf8) { start = afterBlanks(bytes, start + 1) }
        let plain = afterTakeBack(bytes, start)
        guard let prompt = promptEnd(bytes, start) else { return [plain] }
        return [plain, afterTakeBack(bytes, afterBlanks(bytes, prompt))]
    }

    /// Behind `sw1(config)#`, `user@host:~$` or `[admin@r] >`; nil where no prompt begins the line.
    private static func promptEnd(_ bytes: [UInt8], _ start: Int) -> Int? {
        for place in start..<min(bytes.count, start + 128) {
            let byte = bytes[place]
            if byte == UInt8(ascii: "#") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "$") {
                if place > start { return place + 1 }
            } else if !SecretLine.isNamePart(byte), !" ()[]@/:~*".utf8.contains(byte) {
                return nil
            }
        }
        return nil
    }

    private static func afterTakeBack(_ bytes: [UInt8], _ start: Int) -> Int {
        var start = start
        for _ in 0..<2 {
            let word = bytes[start...].prefix { !SecretLine.isBlank($0) }
            guard takeBack.contains(String(decoding: word, as: UTF8.self)) else { break }
            start = afterBlanks(bytes, word.endIndex)
        }
        return start
    }

    private static func afterBlanks(_ bytes: [UInt8], _ start: Int) -> Int {
        bytes[start...].firstIndex { !SecretLine.isBlank($0) } ?? bytes.count
    }

    private static let takeBack: Set<String> = ["no", "default", "undo", "delete", "unset"]

    /// The bytes that words cover; a quote that does not end in the line reaches to its end.
    static func span(of words: Range<Int>, in line: SecretLine) -> Range<Int> {
        let first = line.words[words.lowerBound]
        let last = line.words[words.upperBound - 1]
        // Several words: the quotes between them go, too.
        let start = words.count > 1 && first.isQuoted ? first.range.lowerBound - 1 : first.range.lowerBound
        var end = words.count > 1 && last.isQuoted ? last.range.upperBound + 1 : last.range.upperBound
        if line.words[words].contains(where: { $0.openQuote != 0 }) {
            end = line.bytes.count
            while end > start, SecretLine.isBlank(line.bytes[end - 1]) { end -= 1 }
        }
        return start..<end
    }

    /// Values after suspicious words, from a word on.
    func values(in line: SecretLine, from first: Int, least: SecretWords.Suspicion) -> [Range<Int>] {
        var spans: [Range<Int>] = []
        var index = first
        while index < line.words.count {
            if let value = assigned(in: line, index, least) {
                spans.append(value)
                // A locator ends with its word; anything else may go on behind a blank.
                guard line.words[index].isQuoted || value.upperBound < line.words[index].range.upperBound else {
                    return spans + rest(of: line, from: index + 1)
                }
                index += 1
                continue
            }
            guard isSuspicious(line, index, least) else {
                if line.words[index].isQuoted, line.text(index).contains(where: SecretLine.isBlank) {
                    spans += quoted(line, index, least)
                }
                index += 1
                continue
            }
            var next = index + 1
            while next < line.words.count, line.text(next).allSatisfy(Self.isPunctuation) { next += 1 }
            guard next < line.words.count else { break }
            let isAssignment = line.text(index).last == UInt8(ascii: "=") && grammar.splits.contains(UInt8(ascii: "="))
            let isMember = line.words[next].isQuoted && line.text(index).last == UInt8(ascii: ":")
            guard isAssignment || isMember else { return spans + rest(of: line, from: next) }
            spans.append(Self.span(of: next..<next + 1, in: line))
            index = next + 1
        }
        return spans
    }

    private func rest(of line: SecretLine, from first: Int) -> [Range<Int>] {
        first < line.words.count ? [Self.span(of: first..<line.words.count, in: line)] : []
    }

    private func isSuspicious(_ line: SecretLine, _ index: Int, _ least: SecretWords.Suspicion) -> Bool {
        if !line.words[index].isQuoted || least == .weak {
            let suspicion = grammar.words.suspicion(line.text(index))
            if suspicion == .strong || (suspicion == .weak && least == .weak) { return true }
        }
        return index > 0 && grammar.words.isProtocol(line.lower(index), after: line.lower(index - 1))
    }

    /// The value in `password=value`, `key:value` and `…?token=value&…`.
    private func assigned(in line: SecretLine, _ index: Int, _ least: SecretWords.Suspicion) -> Range<Int>? {
        let range = line.words[index].range
        for mark in range where line.bytes[mark] == UInt8(ascii: "=") || line.bytes[mark] == UInt8(ascii: ":") {
            guard mark > range.lowerBound, mark + 1 < range.upperBound else { continue }
            let name = line.bytes[range.lowerBound..<mark]
            let start = (name.dropLast().lastIndex { !SecretLine.isNamePart($0) } ?? range.lowerBound - 1) + 1
            let suspicion = grammar.words.suspicion(line.bytes[start..<mark])
            guard suspicion == .strong || (suspicion == .weak && least == .weak) else { continue }
            return mark + 1..<range.upperBound
        }
        return nil
    }

    /// Secrets inside a value in quotes that holds a whole line.
    private func quoted(_ line: SecretLine, _ index: Int, _ least: SecretWords.Suspicion) -> [Range<Int>] {
        let range = line.words[index].range
        let inner = SecretLine(Array(line.bytes[..<range.upperBound]), from: range.lowerBound, splits: grammar.splits)
        // An inner word in quotes is not opened again, so this ends.
        return values(in: inner, from: 0, least: least).map { $0.clamped(to: range) }
    }

    private static func isPunctuation(_ byte: UInt8) -> Bool {
        "=:{[,;->".utf8.contains(byte)
    }

    /// Words that are secrets by their form, also inside quotes.
    func forms(in line: SecretLine, besides known: [Range<Int>]) -> [Range<Int>] {
        var spans: [Range<Int>] = []
        for word in line.words where !known.contains(where: { $0.contains(word.range.lowerBound) }) {
            let part = line.bytes[word.range]
            spans += part.split(whereSeparator: SecretLine.isBlank).compactMap { SecretForms.userInfo($0) }
            let pieces = part.split { SecretLine.isBlank($0) || "\"'<>,;()[]".utf8.contains($0) }
            spans += pieces.compactMap { SecretForms.secret(in: $0) }
            spans += pieces.flatMap { piece in
                piece.split { $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: ":") }
                    .compactMap { SecretForms.secret(in: $0) }
            }
        }
        return spans
    }
}
