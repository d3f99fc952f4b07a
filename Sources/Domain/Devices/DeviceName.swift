/// The name of a device: letters, digits, `.`, `-` and `_`, at most 63 characters (RFC 1123 labels, plus `_`).
public struct DeviceName: CheckedText {
    public let text: String

    public static let rule =
        "must be 1 to 63 letters, digits, dots, hyphens or underscores, beginning with a letter or digit"

    public init?(_ text: String) {
        guard (1...63).contains(text.utf8.count), let first = text.utf8.first, Self.isLetterOrDigit(first),
            text.utf8.allSatisfy({ Self.isLetterOrDigit($0) || $0 == 0x2E || $0 == 0x2D || $0 == 0x5F })
        else { return nil }
        self.text = text
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }
}
