/// The name of a stored text: the SHA-256 of its bytes, 64 hexadecimal digits in lower case.
public struct ContentHash: CheckedText {
    public let text: String

    public static let rule = "must be 64 hexadecimal digits in lower case"

    public init?(_ text: String) {
        guard text.utf8.count == 64,
            text.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
        else { return nil }
        self.text = text
    }
}
