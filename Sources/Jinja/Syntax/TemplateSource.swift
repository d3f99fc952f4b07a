/// A template's text with `\n` as its only line break, and the way from an offset to a line.
final class TemplateSource: Sendable {
    let name: String
    let bytes: [UInt8]

    init(name: String, text: String, keepTrailingNewline: Bool) {
        self.name = name
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        var wasReturn = false
        for byte in text.utf8 {
            if byte == 10, wasReturn {
                wasReturn = false
                continue
            }
            wasReturn = byte == 13
            bytes.append(wasReturn ? 10 : byte)
        }
        if !keepTrailingNewline, bytes.last == 10 { bytes.removeLast() }
        self.bytes = bytes
    }

    func text(_ range: Range<Int>) -> String {
        String(decoding: self.bytes[range], as: UTF8.self)
    }

    func line(at offset: Int) -> Int {
        1 + self.bytes.prefix(offset).reduce(into: 0) { if $1 == 10 { $0 += 1 } }
    }

    func place(at offset: Int) -> JinjaError.Place {
        let offset = min(max(0, offset), self.bytes.count)
        let start = self.bytes[..<offset].lastIndex(of: 10).map { $0 + 1 } ?? 0
        let end = self.bytes[offset...].firstIndex(of: 10) ?? self.bytes.count
        let before = self.text(start..<offset)
        let column = before.unicodeScalars.count + 1
        let line = self.text(start..<end).unicodeScalars
        // Of a very long line only the neighbourhood is shown.
        let first = column > 100 ? column - 60 : 1
        let shown = String(String.UnicodeScalarView(line.dropFirst(first - 1).prefix(160)))
        let caret = before.unicodeScalars.dropFirst(first - 1).map { $0 == "\t" ? "\t" : " " }.joined() + "^"
        return JinjaError.Place(
            template: self.name, line: self.line(at: offset), column: column, excerpt: "  \(shown)\n  \(caret)")
    }
}
