import ConfigTree
import Domain

/// What of a configuration goes into git, which may be pushed to where secrets must not be.
enum ArchivedText {
    /// The text with its secrets hidden; without a grammar nobody can tell them from the rest, so only its hash goes there.
    static func bytes(of text: String, hash: ContentHash, platform: Platform?) -> [UInt8] {
        if let grammar = platform?.grammar { return Array(grammar.redact(text).utf8) }
        let lines = text.utf8.count { $0 == 10 }
        return Array(
            """
            Withheld: NetStacks cannot tell the secrets of this platform from the rest of its configuration.
            SHA-256: \(hash)
            Lines: \(lines)

            """.utf8)
    }
}
