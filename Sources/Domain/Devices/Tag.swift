/// A label on a device, in lower case: letters, digits, `-`, `_`, `.`, `:`; at most 40 characters.
public struct Tag: CheckedText {
    public let text: String

    public static let rule = "must be 1 to 40 letters, digits, hyphens, underscores, dots or colons"

    public init?(_ text: String) {
        let lowered = text.lowercased()
        let allowed = lowered.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte)
                || byte == 0x2D || byte == 0x5F || byte == 0x2E || byte == 0x3A
        }
        guard allowed, (1...40).contains(lowered.utf8.count) else { return nil }
        self.text = lowered
    }
}
