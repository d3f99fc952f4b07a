/// Hides secrets line by line; remembers the lines above, and whether it is inside a value of several lines.
///
/// A word is hidden when a rule of the platform says so; where none knows the line, when it stands after a suspicious word; and
/// anywhere when it has the form of a secret.
struct Redactor {
    /// A value that reaches into the next line.
    enum Open {
        /// Lines of base64 between `-----BEGIN` and `-----END`.
        case armour
        /// Lines of hexadecimal or base64 digits, up to a line.
        case digits(end: [UInt8])
        /// A value in quotes; it ends with the quote.
        case quote(UInt8)
        /// The next line is a part of the value.
        case nextLine
        /// An element; it ends with its closing tag.
        case element(tag: [UInt8])
    }

    let grammar: SecretGrammar
    var open: Open?
    /// Lines read since a quote or an element began.
    var openLines = 0
    /// The lines above that are indented less, outermost first.
    private var headers: [(column: Int, line: SecretLine)] = []

    /// A quote that nobody closes is no value of several lines after so many.
    static let mostOpenLines = 400

    /// Deeper sections are no rule's.
    static let mostHeaders = 64

    init(grammar: SecretGrammar) { self.grammar = grammar }

    /// Hides the secrets of one or more lines; `mark` names what stands in their place. Line ends stay as they are.
    mutating func redact(_ text: String, mark: (String) -> String) -> String {
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var start = 0
        while true {
            let end = bytes[start...].firstIndex { $0 == 10 || $0 == 13 } ?? bytes.count
            append(Array(bytes[start..<end]), to: &result, mark: mark)
            guard end < bytes.count else { break }
            result.append(bytes[end])
            start = end + 1
        }
        return String(decoding: result, as: UTF8.self)
    }

    private mutating func append(_ line: [UInt8], to result: inout [UInt8], mark: (String) -> String) {
        guard line.contains(where: { !SecretLine.isBlank($0) }) else {
            result += line
            return
        }
        var place = 0
        for span in Self.joined(secrets(in: line), in: line) {
            result += line[place..<span.lowerBound]
            result += mark(String(decoding: line[span], as: UTF8.self)).utf8
            place = span.upperBound
        }
        result += line[place...]
    }

    /// Spans in order, without overlap; digits after one belong to it, because they could be taken for a part of the mark.
    private static func joined(_ spans: [Range<Int>], in line: [UInt8]) -> [Range<Int>] {
        var result: [Range<Int>] = []
        for span in (spans + literalMarks(in: line)).sorted(by: { $0.lowerBound < $1.lowerBound }) where !span.isEmpty {
            var end = span.upperBound
            while end < line.count, line[end].isDigit { end += 1 }
            if let last = result.last, last.upperBound >= span.lowerBound {
                result[result.count - 1] = last.lowerBound..<max(end, last.upperBound)
            } else {
                result.append(span.lowerBound..<end)
            }
        }
        return result
    }

    /// What looks like a mark already is hidden, too, so that a mark always stands for something.
    private static func literalMarks(in line: [UInt8]) -> [Range<Int>] {
        let mark = Array(SecretGrammar.mark.utf8)
        guard line.count >= mark.count, line.contains(mark[0]) else { return [] }
        return (0...(line.count - mark.count)).filter { line[$0...].starts(with: mark) }.map { $0..<$0 + mark.count }
    }

    /// Where the secrets of a line stand.
    private mutating func secrets(in bytes: [UInt8]) -> [Range<Int>] {
        if let open, let span = continued(open, bytes) { return span }
        let whole = SecretLine(bytes, splits: grammar.splits)
        // What looks like a prompt may be none, so the line is held against the rules with it and without it.
        let readings = Self.commandStarts(whole).map { start in
            start == whole.words.first?.range.lowerBound
                ? whole : SecretLine(bytes, from: start, splits: grammar.splits)
        }
        guard let command = readings.last else { return [] }
        let above = enter(command)
        var spans = opening(command, whole, below: above)
        if let (line, match) = known(readings, below: above) {
            spans += match.secrets.map { Self.span(of: $0, in: line) }
            // Where names stand before their values, each one is found on its own.
            let isNamed = grammar.splits.contains(UInt8(ascii: "="))
            spans += values(in: line, from: isNamed ? 0 : match.secrets.map(\.upperBound).max() ?? 0, least: .weak)
        } else if !readings.contains(where: { grammar.harmless.first($0, below: above) != nil }) {
            let isFree = readings.contains { grammar.freeText.first($0, below: above) != nil }
            spans += ([whole] + readings).flatMap { values(in: $0, from: 0, least: isFree ? .strong : .weak) }
        }
        remember(spans, in: whole)
        return spans + forms(in: whole, besides: spans)
    }

    private func known(
        _ readings: [SecretLine], below above: [SecretLine]
    ) -> (line: SecretLine, match: SecretPattern.Match)? {
        for line in readings {
            if let found = grammar.lines.first(line, below: above) { return (line, found.match) }
        }
        return nil
    }

    /// Puts a line below those that are indented less; the answer is those.
    private mutating func enter(_ line: SecretLine) -> [SecretLine] {
        guard let column = line.words.first?.range.lowerBound else { return headers.map(\.line) }
        if let sections = grammar.sections {
            let opens = sections.opens(line)
            if opens, !sections.isNested { headers.removeAll() }
            if sections.closes(line) { headers.removeLast(headers.isEmpty ? 0 : 1) }
            let above = headers.map(\.line)
            if opens, headers.count < Self.mostHeaders { headers.append((column, line)) }
            return above
        }
        while let last = headers.last, last.column >= column { headers.removeLast() }
        let above = headers.map(\.line)
        if headers.count < Self.mostHeaders { headers.append((column, line)) }
        return above
    }
}
