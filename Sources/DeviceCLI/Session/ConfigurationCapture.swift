/// A configuration as a device gave it, and what speaks against its being whole.
public struct ConfigurationCapture: Sendable, Hashable {
    /// The text; its lines end in `\n`.
    public let text: String
    /// Nil when the platform's rules prove it whole.
    public let doubt: Doubt?

    /// A capture, for callers that have a text from elsewhere.
    public init(text: String, doubt: Doubt? = nil) {
        self.text = text
        self.doubt = doubt
    }

    /// What speaks against it.
    public enum Doubt: Sendable, Hashable, CustomStringConvertible {
        /// Nothing came.
        case empty
        /// It does not end with a line that matches this expression.
        case unended(expression: String)
        /// These words of the device's are among the first lines; they mean that it refused something.
        case refusal(String)

        /// As a sentence; the words of a device are untrusted text.
        public var description: String {
            switch self {
            case .empty: "The device printed nothing."
            case .unended(let expression): "Its last line is not the end of a configuration (\(expression))."
            case .refusal(let words): "The device complained while it printed it: «\(words.prefix(200))»."
            }
        }
    }
}
