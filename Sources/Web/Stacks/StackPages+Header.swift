extension StackPages {
    /// What every page about one stack shows on top.
    public struct Header: Codable, Sendable {
        public var name: String
        public var url: String
        public var summary: String
        /// Empty when the person may not edit.
        public var editURL: String
        /// Empty when the person may not propose.
        public var deployURL: String

        /// Takes every part.
        public init(name: String, url: String, summary: String, editURL: String, deployURL: String) {
            self.name = name
            self.url = url
            self.summary = summary
            self.editURL = editURL
            self.deployURL = deployURL
        }
    }
}
