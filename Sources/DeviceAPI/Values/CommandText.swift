/// Judges the text of commands before it is sent.
enum CommandText {
    /// Whether it is one command: one line of text, at most 4,000 bytes.
    static func isCommand(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 4000
            && !text.unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) }
    }

    /// Whether it surely only reads: `show` and its arguments, with nothing that sends the output or a second command anywhere.
    static func isReading(_ text: String) -> Bool {
        let words = text.split(separator: " ")
        return self.isCommand(text) && words.first == "show" && words.count > 1
            && !text.utf8.contains { ";|><`$".utf8.contains($0) }
    }

    /// Words of a device as one line of at most 300 characters; they are untrusted.
    static func oneLine(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars.prefix(1000) {
            let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
            scalars.append(isControl ? " " : scalar)
        }
        return String(scalars).split(separator: " ").joined(separator: " ").prefix(300).description
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
