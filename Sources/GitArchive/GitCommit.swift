/// A commit that is to be made. The same values on the same parent make the same commit id, whenever and wherever.
public struct GitCommit: Sendable, Hashable {
    /// What becomes of one file.
    public struct Edit: Sendable, Hashable {
        /// Its folders and name, with slashes between; each part is a plain name.
        public let path: String
        /// Its new bytes; `nil` removes it.
        public let bytes: [UInt8]?

        /// The new bytes of a file, or its end.
        public init(path: String, bytes: [UInt8]?) {
            self.path = path
            self.bytes = bytes
        }
    }

    /// A person's name and mail address, as git shows them.
    public struct Person: Sendable, Hashable {
        public let name: String
        public let email: String

        /// Control characters and angle brackets are left out; an empty name becomes «unknown».
        public init(name: String, email: String) {
            self.name = Self.clean(name, else: "unknown")
            self.email = Self.clean(email, else: "unknown@localhost")
        }

        private static func clean(_ text: String, else fallback: String) -> String {
            let kept = text.unicodeScalars.filter { $0.value >= 32 && $0.value != 127 && $0 != "<" && $0 != ">" }
            var view = String.UnicodeScalarView()
            view.append(contentsOf: kept)
            // git drops these at both ends, and refuses what is empty then.
            let bare = String(view).drop { " .,:;\\\"'".contains($0) }
            return bare.isEmpty ? fallback : String(bare)
        }
    }

    public let edits: [Edit]
    public let message: String
    public let author: Person
    public let committer: Person
    /// Seconds since 1970, in UTC; author's and committer's time.
    public let time: Int64

    /// A commit of some edits.
    public init(edits: [Edit], message: String, author: Person, committer: Person, time: Int64) {
        self.edits = edits
        self.message = message
        self.author = author
        self.committer = committer
        self.time = time
    }
}
