/// A line of the text that was given, as places in its bytes.
struct SourceLine {
    let number: Int
    /// In columns; a tab goes to the next multiple of eight.
    let indent: Int
    /// With the blanks around it, without its line end.
    let raw: Range<Int>
    /// Without the blanks around it.
    let text: Range<Int>
    /// Whether it may hold tabs or spaces side by side.
    let mayNeedFolding: Bool
}

/// Cuts a text at LF, CRLF and lone CR.
struct LineScanner {
    /// Refuses every control character but the tab and ^C, which ends a banner; else only NUL.
    let refusesControls: Bool
    private var place = 0
    private(set) var number = 0

    init(refusesControls: Bool) { self.refusesControls = refusesControls }

    /// The next line; nil at the end.
    mutating func next(_ bytes: Span<UInt8>) throws(ConfigTreeError) -> SourceLine? {
        let count = bytes.count
        guard place < count else { return nil }
        number += 1
        let start = place
        var index = start
        var column = 0
        while index < count, CommandWords.isBlank(bytes[index]) {
            column += bytes[index] == 9 ? 8 - column % 8 : 1
            index += 1
        }
        let first = index
        var end = index
        var folds = false
        while index < count {
            let byte = bytes[index]
            if byte > 32, byte != 127 {
                folds = folds || index > end + 1
                index += 1
                end = index
                continue
            }
            if byte == 10 || byte == 13 { break }
            if byte != 32 { try check(byte) }
            if byte == 9 {
                folds = true
            } else if byte != 32 {
                end = index + 1
            }
            index += 1
        }
        place = index + 1
        if index < count, bytes[index] == 13, place < count, bytes[place] == 10 { place += 1 }
        return SourceLine(
            number: number, indent: column, raw: start..<index, text: first..<max(first, end), mayNeedFolding: folds)
    }

    private func check(_ byte: UInt8) throws(ConfigTreeError) {
        if byte == 0 || (refusesControls && byte != 9 && byte != 3) {
            throw ConfigTreeError(.controlCharacter, line: number)
        }
    }
}
