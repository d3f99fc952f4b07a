import Testing

@testable import DeviceCLI

@Suite struct TerminalLineTests {
    /// The lines and the unfinished rest of a text, fed in pieces of every size up to its length.
    func lines(of text: String) -> (lines: [String], rest: String) {
        let bytes = Array(text.utf8)
        var results: Set<[String]> = []
        for size in [1, 2, 3, 7, bytes.count] {
            var line = TerminalLine()
            var lines: [String] = []
            for start in stride(from: 0, to: bytes.count, by: size) {
                line.feed(Array(bytes[start..<min(start + size, bytes.count)])) {
                    lines.append(String(decoding: $0, as: UTF8.self))
                }
            }
            results.insert(lines + [String(decoding: line.text, as: UTF8.self)])
        }
        #expect(results.count == 1, "the chunking changed the result")
        let result = results.first ?? []
        return (result.dropLast(), result.last ?? "")
    }

    @Test(
        arguments: [
            ("a\r\nb\nc", ["a", "b"], "c"), ("\r\n\r\nx", ["", ""], "x"), ("abc\u{08}\u{08}XY", [], "aXY"),
            ("abc\rX", [], "Xbc"),
            ("abc   \r\nz", ["abc   "], "z"), ("\u{1B}[?2004hr1# ", [], "r1# "),
            ("\u{1B}[1;32mgreen\u{1B}[0m\r\n", ["green"], ""),
            ("\u{1B}]0;title\u{07}r1#", [], "r1#"), ("\u{1B}]0;t\u{1B}\\r1#", [], "r1#"),
            ("junk\r\u{1B}[Kr1#", [], "r1#"),
            ("a\u{07}\u{00}b", [], "ab"), ("é\r\n", ["é"], ""), ("\u{1B}(Bx\u{1B}=y", [], "xy"),
            ("--More--\r        \rnext\r\n", ["next"], ""), ("\u{1B}[2Kx", [], "x"),
        ] as [(String, [String], String)])
    func `terminal codes are applied`(text: String, lines: [String], rest: String) {
        let result = self.lines(of: text)
        #expect(result.lines == lines)
        #expect(result.rest == rest)
    }

    @Test(arguments: [
        "\u{08}\u{08}\u{08}\u{08}\u{08}\u{08}\u{08}\u{08}\u{08}        \u{08}\u{08}\u{08}\u{08}\u{08}\u{08}\u{08}\u{08}\u{08}",
        "\r          \r", "\u{1B}[2K\r", "\r\u{1B}[K", "\r\n", "",
    ])
    func `however a device wipes its pager, the next line keeps its own indentation`(wiping: String) {
        for next in ["interface Vlan1", " ip address 10.0.0.1 255.255.255.0"]
        where !(wiping.isEmpty && next.hasPrefix(" ")) {
            var line = TerminalLine()
            var lines: [String] = []
            line.feed(Array(" --More-- ".utf8)) { _ in }
            line.removePager(from: 0)
            for byte in (wiping + next + "\r\n").utf8 {
                line.feed([byte]) { lines.append(String(decoding: $0, as: UTF8.self)) }
            }
            #expect(lines == [next])
        }
    }

    @Test func `an empty line after a wiped pager stays`() {
        var line = TerminalLine()
        var lines: [String] = []
        line.feed(Array(" --More-- ".utf8)) { _ in }
        line.removePager(from: 0)
        line.feed(Array("\u{08}\u{08}  \u{08}\u{08}\r\nx\r\n".utf8)) {
            lines.append(String(decoding: $0, as: UTF8.self))
        }
        #expect(lines == ["", "x"])
    }

    @Test func `a line without end is cut at its bound`() {
        var line = TerminalLine()
        for _ in 0..<200 { line.feed([UInt8](repeating: 0x61, count: 100_000)) { _ in } }
        #expect(line.bytes.count == TerminalLine.longestLine)
        #expect(line.isCut)
    }

    @Test func `random bytes neither crash nor grow the buffer`() {
        var generator = SystemRandomNumberGenerator()
        var line = TerminalLine()
        for _ in 0..<2000 {
            let bytes = (0..<64).map { _ in UInt8.random(in: 0...255, using: &generator) }
            line.feed(bytes) { _ in }
            if Bool.random() { line.removePager(from: min(2, line.bytes.count)) }
            #expect(line.bytes.count <= TerminalLine.longestLine)
        }
    }
}
