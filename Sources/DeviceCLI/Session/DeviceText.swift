/// Turns untrusted bytes of a device into text.
public enum DeviceText {
    /// Words of a device as one line of at most 300 characters without control characters.
    public static func oneLine(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars.prefix(1000) {
            let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
            scalars.append(isControl ? " " : scalar)
        }
        return String(scalars).split(separator: " ").joined(separator: " ").prefix(300).description
    }

    /// Text with invalid UTF-8 replaced and every control character except line feed and tab removed.
    static func clean(_ bytes: some Collection<UInt8>) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        if bytes.allSatisfy({ self.isPlain($0) || $0 == 0x0A }) { return text }
        guard text.unicodeScalars.contains(where: self.isControl) else { return text }
        var scalars = String.UnicodeScalarView()
        scalars.append(contentsOf: text.unicodeScalars.lazy.filter { !self.isControl($0) })
        return String(scalars)
    }

    /// One line of printable ASCII: everything else as an escape, each of `secrets` masked.
    static func visible(_ bytes: [UInt8], masking secrets: [String]) -> String {
        var text = String(decoding: bytes, as: UTF8.self)
        for secret in secrets where secret.utf8.count >= 4 {
            text = text.split(separator: secret, omittingEmptySubsequences: false).joined(separator: "•••")
        }
        var shown = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n": shown += "\\n"
            case "\r": shown += "\\r"
            case "\t": shown += "\\t"
            case "\u{1B}": shown += "\\e"
            case "•": shown.unicodeScalars.append(scalar)
            case _ where scalar.value >= 0x20 && scalar.value < 0x7F: shown.unicodeScalars.append(scalar)
            default: shown += "\\u{\(String(scalar.value, radix: 16))}"
            }
        }
        return shown
    }

    /// Whether a line can be typed: no control characters, tabs (completion) included.
    static func isTypable(_ line: String) -> Bool {
        !line.unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) }
    }

    /// Whether a byte is printable ASCII or a tab.
    static func isPlain(_ byte: UInt8) -> Bool { (0x20...0x7E).contains(byte) || byte == 0x09 }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        (scalar.value < 0x20 && scalar != "\n" && scalar != "\t") || (0x7F...0x9F).contains(scalar.value)
    }
}

extension PlatformCLI {
    /// Whether a line can be typed without the command line taking a part of it for a key.
    func isTypable(_ line: String) -> Bool {
        DeviceText.isTypable(line) && (self.questionMark != .help || !line.utf8.contains(UInt8(ascii: "?")))
    }
}
