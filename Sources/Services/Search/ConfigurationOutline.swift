/// The lines of a configuration, each with the lines that it stands under, as its indentation shows it.
///
/// Indentation is what all platforms have in common: braces, `set` lines and `end` words need no rules of their own here.
struct ConfigurationOutline: Sendable {
    /// A line and its place.
    struct Line: Sendable, Hashable {
        /// Without blanks at both ends.
        let text: String
        /// From the outermost; empty at the top.
        let parents: [String]
        /// Counts from 1.
        let number: Int
    }

    let lines: [Line]

    /// Deeper nesting than this is read as if it were this deep.
    private static let deepest = 32
    /// A longer line is cut: nobody searches for its end, and an index cannot hold it.
    private static let longest = 1000

    /// Reads a text, however it is made: every line that says something is there once.
    init(_ text: String) {
        var lines: [Line] = []
        var open: [(indent: Int, text: String)] = []
        var number = 0
        for part in text.utf8.split(separator: 10, omittingEmptySubsequences: false) {
            number += 1
            let indent = part.prefix { $0 == 32 || $0 == 9 }.reduce(0) { $1 == 9 ? ($0 / 8 + 1) * 8 : $0 + 1 }
            var bare = part.drop { $0 == 32 || $0 == 9 }
            while let last = bare.last, last <= 32 { bare = bare.dropLast() }
            guard Self.saysSomething(bare) else { continue }
            while let last = open.last, last.indent >= indent { open.removeLast() }
            let text = String(decoding: bare.prefix(Self.longest), as: UTF8.self)
            lines.append(Line(text: text, parents: open.map(\.text), number: number))
            if open.count < Self.deepest { open.append((indent, text)) }
        }
        self.lines = lines
    }

    /// Whether a line is more than a mark of an end or of a break.
    private static func saysSomething(_ line: Substring.UTF8View) -> Bool {
        line.contains { byte in
            (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte > 127
        }
    }
}
