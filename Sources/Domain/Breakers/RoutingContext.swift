/// The routing context (VRF) in which an address is reached: the same address in two contexts is two devices.
public struct RoutingContext: CheckedText {
    public let text: String

    /// The context of every device until devices name one of their own.
    public static let standard = RoutingContext(checked: "default")

    public static let rule = "must be 1 to 64 letters, digits, dots, dashes or underscores"

    public init?(_ text: String) {
        let allowed = text.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || byte == 0x2E || byte == 0x2D || byte == 0x5F
        }
        guard allowed, (1...64).contains(text.utf8.count) else { return nil }
        self.text = text
    }

    private init(checked text: String) {
        self.text = text
    }
}
