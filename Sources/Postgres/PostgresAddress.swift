import Foundation

/// The address of a database, with the words taken out that are ours and not libpq's.
struct PostgresAddress {
    private static let word = "prepared_statements"

    let url: String
    /// What the address says about prepared statements; nil when it says nothing.
    let preparedStatements: Int?

    init(_ text: String) {
        let isURL = text.hasPrefix("postgresql://") || text.hasPrefix("postgres://")
        let (kept, value) = isURL ? Self.split(url: text) : Self.split(words: text)
        url = kept
        preparedStatements = value.flatMap { $0 == "off" ? 0 : Int($0).map { max(0, $0) } }
    }

    private static func split(url: String) -> (String, String?) {
        let halves = url.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        guard halves.count == 2 else { return (url, nil) }
        let options = halves[1].split(separator: "&")
        let kept = options.filter { !$0.hasPrefix(word + "=") }
        let value = options.last { $0.hasPrefix(word + "=") }?.dropFirst(word.count + 1)
        return (
            kept.isEmpty ? String(halves[0]) : "\(halves[0])?\(kept.joined(separator: "&"))", value.map(String.init)
        )
    }

    /// Words are separated by spaces; a value with a space in quotes is left as it is.
    private static func split(words: String) -> (String, String?) {
        guard words.contains(word + "=") else { return (words, nil) }
        let parts = words.split(separator: " ", omittingEmptySubsequences: false)
        let value = parts.last { $0.hasPrefix(word + "=") }?.dropFirst(word.count + 1)
        return (parts.filter { !$0.hasPrefix(word + "=") }.joined(separator: " "), value.map(String.init))
    }
}
