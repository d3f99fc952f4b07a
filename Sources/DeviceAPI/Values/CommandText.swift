/// Judges the text of commands before it is sent.
enum CommandText {
    /// Whether it is one command: one line of text, at most 4,000 bytes.
    static func isCommand(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 4000
            && !text.unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) }
    }

    /// What a text that is no command has to become, as errors say it.
    static let demand = "has to be one line of 1 to 4,000 bytes without control characters"

    /// Whether it is a name of one word, which cannot become a further argument: 1 to 63 letters, digits, `-` and `_`.
    static func isName(_ text: String) -> Bool {
        let isNameByte = { (byte: UInt8) in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || byte == 0x2D || byte == 0x5F
        }
        return (1...63).contains(text.utf8.count) && text.utf8.allSatisfy(isNameByte)
    }

    /// What a text that is no name has to become, as errors say it.
    static let nameDemand = "has to be 1 to 63 letters, digits, '-' and '_'"

    /// Whether it surely only reads: `show` and its arguments, with nothing that sends the output or a second command anywhere.
    static func isReading(_ text: String) -> Bool {
        let words = text.split(separator: " ")
        return self.isCommand(text) && words.first == "show" && words.count > 1
            && !text.utf8.contains { ";|><`$".utf8.contains($0) }
    }

    /// Output of a device with every control character except line feed and tab removed.
    static func clean(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        scalars.append(
            contentsOf: text.unicodeScalars.lazy.filter {
                $0 == "\n" || $0 == "\t" || ($0.value >= 0x20 && !(0x7F...0x9F).contains($0.value))
            })
        return String(scalars)
    }
}
