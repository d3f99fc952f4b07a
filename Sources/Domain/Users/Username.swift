/// The name by which a person signs in, in lower case.
public struct Username: CheckedText {
    public let text: String

    public static let rule = "must be 2 to 64 letters, digits, dots, hyphens, underscores or @"

    public init?(_ text: String) {
        let lowered = text.lowercased()
        let allowed = lowered.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte)
                || byte == 0x2E || byte == 0x2D || byte == 0x5F || byte == 0x40
        }
        guard allowed, (2...64).contains(lowered.utf8.count) else { return nil }
        self.text = lowered
    }
}
