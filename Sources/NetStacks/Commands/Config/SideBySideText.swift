import ConfigTree

/// Two columns for a terminal; between them `|` for changed, `<` for gone and `>` for new, as sdiff has them.
struct SideBySideText {
    /// Characters of a whole line.
    let width: Int

    /// All rows; what is folded is said with its number of lines.
    func text(_ sides: SideBySide) -> String {
        var text = ""
        for part in sides.parts {
            if part.followsGap { text += "…\n" }
            if part.isFolded {
                text += "… \(part.rows.count) lines without change\n"
                continue
            }
            for row in part.rows { text += line(row) }
        }
        return text
    }

    private func line(_ row: SideBySide.Row) -> String {
        let column = (width - 3) / 2
        let sign =
            switch row.kind {
            case .same: " "
            case .changed: "|"
            case .removed: "<"
            case .added: ">"
            }
        // A value of several lines stands in as many lines of the column.
        let old = Self.lines(row.old)
        let new = Self.lines(row.new)
        var text = ""
        for index in 0..<max(old.count, new.count, 1) {
            let left = Self.fitted(index < old.count ? old[index] : "", column)
            let right = Self.fitted(index < new.count ? new[index] : "", column)
            let line = left + String(repeating: " ", count: column - left.count) + " \(sign) " + right
            text += (line.last == " " ? String(line.reversed().drop { $0 == " " }.reversed()) : line) + "\n"
        }
        return text
    }

    private static func lines(_ cell: SideBySide.Cell?) -> [Substring] {
        cell?.text.split(separator: "\n", omittingEmptySubsequences: false) ?? []
    }

    private static func fitted(_ text: some StringProtocol, _ width: Int) -> String {
        let plain = String(text.map { $0 == "\t" ? " " : $0 })
        return plain.count <= width ? plain : plain.prefix(width - 1) + "…"
    }
}
