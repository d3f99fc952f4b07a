/// The name of a place whose devices share limits, such as the AAA server behind their logins: at most 40 characters.
public struct SiteName: CheckedText {
    public let text: String

    public static let rule = "must be 1 to 40 letters, digits, hyphens, underscores, dots or colons"

    public init?(_ text: String) {
        guard let tag = Tag(text) else { return nil }
        self.text = tag.text
    }
}
