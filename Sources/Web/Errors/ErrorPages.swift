/// What went wrong, said to a person.
public enum ErrorPages {
    /// An error: what is wrong, what to do, and the number to quote.
    public struct Show: Codable, Sendable {
        public var status: String
        public var title: String
        public var sentence: String
        public var remedy: String
        public var linkTitle: String
        public var linkURL: String

        /// Takes every part.
        public init(
            status: String, title: String, sentence: String, remedy: String, linkTitle: String, linkURL: String
        ) {
            self.status = status
            self.title = title
            self.sentence = sentence
            self.remedy = remedy
            self.linkTitle = linkTitle
            self.linkURL = linkURL
        }
    }
}
