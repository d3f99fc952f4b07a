extension Grammar {
    /// Comments and lines that change by themselves.
    func isTrivia(_ line: Span<UInt8>, _ kind: UInt32) -> Bool {
        isComment(line) || (!ignored.isEmpty(kind) && ignored.contains(line, kind))
    }

    @inline(__always)
    func isComment(_ line: Span<UInt8>) -> Bool {
        guard line.count > 0, commentStarts[Int(line[0])] else { return false }
        return comments.contains { comment in
            guard comment.utf8.count <= line.count else { return false }
            var index = 0
            for byte in comment.utf8 {
                if line[index] != byte { return false }
                index += 1
            }
            return true
        }
    }

    /// The form in which a line is compared: spaces folded except in free text.
    func folded(_ line: Span<UInt8>, _ kind: UInt32) -> String {
        guard !hasOptionalQuotes else { return unquoted(line) }
        var previous: UInt8 = 0
        var needsFolding = false
        for index in 0..<line.count {
            let byte = line[index]
            needsFolding = needsFolding || byte == 9 || (byte == 32 && previous == 32)
            previous = byte
        }
        guard needsFolding, freeText.isEmpty(kind) || !freeText.contains(line, kind) else { return line.string }
        var result: [UInt8] = []
        for index in 0..<line.count {
            let byte: UInt8 = line[index] == 9 ? 32 : line[index]
            if byte == 32, result.last == 32 { continue }
            result.append(byte)
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// The line without quotes around words that need none, and with single spaces outside quotes.
    private func unquoted(_ line: Span<UInt8>) -> String {
        var result: [UInt8] = []
        var place = 0
        while let word = CommandWords.next(line, place) {
            place = word.upperBound
            if !result.isEmpty { result.append(32) }
            var inner = word
            if word.count > 2, line[word.lowerBound] == UInt8(ascii: "\""),
                line[word.upperBound - 1] == line[word.lowerBound]
            {
                let bare = word.lowerBound + 1..<word.upperBound - 1
                let needsNone = bare.allSatisfy { index in
                    let byte = line[index]
                    return byte.isDigit || (byte.lowercased >= 97 && byte.lowercased <= 122)
                        || "-_./:".utf8.contains(byte)
                }
                if needsNone { inner = bare }
            }
            line.extracting(inner).append(to: &result)
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// The mark that every such value has inside the tree, as devices print it.
    static let printedDelimiter = "^C"

    static func delimiter(of value: Substring) -> String {
        value.hasPrefix(printedDelimiter) ? printedDelimiter : String(value.unicodeScalars.prefix(1))
    }

    static func banner(_ head: String, _ value: some StringProtocol) -> String {
        head + " " + printedDelimiter + value + printedDelimiter
    }

    /// The command for a line of the tree: a value of several lines gets a delimiter that it does not contain.
    func command(for line: String) -> String {
        guard line.hasSuffix(Self.printedDelimiter) else { return line }
        var text = line
        text.makeContiguousUTF8()
        let span = text.utf8.span
        guard let found = multiline.first(span, table.kind(of: span)), found.rule.end == .delimiter,
            let start = line.firstRange(of: Self.printedDelimiter)
        else { return line }
        let value = line[start.upperBound...].dropLast(Self.printedDelimiter.count)
        guard let mark = delimiters.first(where: { !value.contains($0) }) else { return line }
        return line[..<start.lowerBound] + mark + value + mark
    }
}
