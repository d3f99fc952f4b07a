/// A line of the text that was given: its number, its indentation in columns (a tab goes to the next multiple of eight), its text.
struct SourceLine {
    let number: Int
    let indent: Int
    /// Without the blanks around it.
    let text: String
    /// With the blanks before it, for values of several lines.
    let raw: Substring

    /// Cuts a text at LF, CRLF and lone CR.
    static func split(_ text: String, refusesControls: Bool) throws(ConfigTreeError) -> [SourceLine] {
        var native = text
        native.makeContiguousUTF8()
        let bytes = native.utf8
        var lines: [SourceLine] = []
        var start = bytes.startIndex
        while start != bytes.endIndex {
            var end = start
            while end != bytes.endIndex, bytes[end] != 10, bytes[end] != 13 { end = bytes.index(after: end) }
            lines.append(try SourceLine(native[start..<end], number: lines.count + 1, refusesControls: refusesControls))
            guard end != bytes.endIndex else { break }
            let next = bytes.index(after: end)
            start = bytes[end] == 13 && next != bytes.endIndex && bytes[next] == 10 ? bytes.index(after: next) : next
        }
        return lines
    }

    private init(_ raw: Substring, number: Int, refusesControls: Bool) throws(ConfigTreeError) {
        let bytes = raw.utf8
        for byte in bytes where byte < 32 || byte == 127 {
            if byte == 0 || (refusesControls && byte != 9 && byte != 3) {
                throw ConfigTreeError(.controlCharacter, line: number)
            }
        }
        var column = 0
        var start = bytes.startIndex
        while start != bytes.endIndex, CommandWords.isBlank(bytes[start]) {
            column += bytes[start] == 9 ? 8 - column % 8 : 1
            start = bytes.index(after: start)
        }
        var end = bytes.endIndex
        while end != start, CommandWords.isBlank(bytes[bytes.index(before: end)]) { end = bytes.index(before: end) }
        self.number = number
        indent = column
        text = String(raw[start..<end])
        self.raw = raw
    }
}
