extension Redactor {
    /// The secrets of a line inside a value of several lines; nil when the value has ended before it.
    mutating func continued(_ value: Open, _ bytes: [UInt8]) -> [Range<Int>]? {
        let text = bytes[...].trimmed
        openLines += 1
        switch value {
        case .armour:
            if let end = SecretForms.position(of: "-----END", in: text) {
                open = nil
                return [text.startIndex..<end]
            }
            let words = text.split(whereSeparator: SecretLine.isBlank)
            if words.count == 1 || words.first?.last == UInt8(ascii: ":") { return [text.startIndex..<text.endIndex] }
        case .digits(let end):
            if text.elementsEqual(end) {
                open = nil
                return []
            }
            let words = text.split(whereSeparator: SecretLine.isBlank)
            if words.allSatisfy({ $0.allSatisfy(Self.isBase64Digit) }),
                words.count == 1 || words.allSatisfy({ $0.count <= 8 })
            {
                return [text.startIndex..<text.endIndex]
            }
        case .quote(let quote):
            guard openLines <= Self.mostOpenLines else { break }
            guard let end = text.firstIndex(of: quote) else { return [text.startIndex..<text.endIndex] }
            open = nil
            return [text.startIndex..<end]
        case .nextLine:
            open = nil
            return [text.startIndex..<text.endIndex]
        case .element(let tag):
            guard openLines <= Self.mostOpenLines else { break }
            guard let end = (text.indices.first { text[$0...].starts(with: tag) }) else {
                return [text.startIndex..<text.endIndex]
            }
            open = nil
            return [text.startIndex..<end]
        }
        open = nil
        return nil
    }

    /// What a line opens: armour, a block of digits, or an element; the answer is what is secret in the line itself.
    mutating func opening(_ command: SecretLine, _ whole: SecretLine, below above: [SecretLine]) -> [Range<Int>] {
        open = nil
        openLines = 0
        let bytes = whole.bytes
        if let begin = SecretForms.position(of: "-----BEGIN ", in: bytes[...]) {
            let head = begin + 11
            let end = SecretForms.position(of: "-----", in: bytes[head...]).map { $0 + 5 } ?? bytes.count
            if let tail = SecretForms.position(of: "-----END", in: bytes[end...]) { return [end..<tail] }
            open = .armour
            return [end..<bytes[...].trimmed.endIndex]
        }
        if let block = grammar.blocks.first(command, below: above)?.rule { open = .digits(end: Array(block.end.utf8)) }
        return elements(in: bytes) + marked(whole)
    }

    /// `<password>value</password>` and its like.
    private mutating func elements(in bytes: [UInt8]) -> [Range<Int>] {
        guard bytes.contains(UInt8(ascii: "<")), bytes.contains(UInt8(ascii: ">")) else { return [] }
        var spans: [Range<Int>] = []
        var place = 0
        while let start = bytes[place...].firstIndex(of: UInt8(ascii: "<")),
            let end = bytes[start...].firstIndex(of: UInt8(ascii: ">"))
        {
            place = end + 1
            let tag = bytes[(start + 1)..<end]
            let name = tag.prefix { !SecretLine.isBlank($0) }
            guard let first = name.first, SecretLine.isLetter(first), tag.last != UInt8(ascii: "/"),
                grammar.words.suspicion(name.split(separator: UInt8(ascii: ":")).last ?? name) != .none
            else { continue }
            let close = Array("</".utf8) + name
            if let next = bytes[place...].firstIndex(of: UInt8(ascii: "<")) {
                spans.append(place..<next)
            } else {
                // A prompt or a place holder in angle brackets opens no element when a name follows that is none.
                spans.append(place..<bytes[...].trimmed.endIndex.clamped(atLeast: place))
                if start == bytes[...].trimmed.startIndex { open = .element(tag: close) }
                place = bytes.count
            }
        }
        return spans
    }

    /// Junos marks lines itself: the value before `## SECRET-DATA`.
    private func marked(_ line: SecretLine) -> [Range<Int>] {
        guard let mark = line.words.indices.first(where: { line.text($0).elementsEqual("SECRET-DATA".utf8) }) else {
            return []
        }
        let before = line.words[..<mark].indices.filter { !line.text($0).allSatisfy("#/*".utf8.contains) }
        return before.last.map { [Self.span(of: $0..<$0 + 1, in: line)] } ?? []
    }

    /// Keeps in mind a quote that a secret opens and the line does not close, and a secret that goes on in the next line.
    mutating func remember(_ spans: [Range<Int>], in line: SecretLine) {
        guard open == nil, !spans.isEmpty else { return }
        for (index, word) in line.words.enumerated() where spans.contains(where: { $0.overlaps(word.range) }) {
            if word.openQuote != 0 {
                open = .quote(word.openQuote)
            } else if index + 1 == line.words.count, line.text(index).last == UInt8(ascii: "\\") {
                open = .nextLine
            }
        }
    }

    private static func isBase64Digit(_ byte: UInt8) -> Bool {
        SecretLine.isLetter(byte) || byte.isDigit || "+/=".utf8.contains(byte)
    }
}

extension Int {
    fileprivate func clamped(atLeast least: Int) -> Int { Swift.max(self, least) }
}
