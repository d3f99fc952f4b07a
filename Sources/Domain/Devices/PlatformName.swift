/// The name of a platform, as its file in `Platforms/` is called: `cisco_ios`, `frr`.
public struct PlatformName: CheckedText {
    public let text: String

    public static let rule = "must be a platform's name such as cisco_ios: lower-case letters, digits and underscores"

    public init?(_ text: String) {
        let allowed = text.utf8.allSatisfy {
            (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x5F
        }
        guard allowed, (1...40).contains(text.utf8.count) else { return nil }
        self.text = text
    }
}
