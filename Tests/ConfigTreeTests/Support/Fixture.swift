import Testing

/// A running configuration, lines to apply, and the exact commands expected.
struct Fixture: CustomTestStringConvertible, Sendable {
    let name: String
    let running: String
    let typed: String
    let patch: String

    var testDescription: String { name }

    /// Reads blocks that begin with `=== name` and hold the parts `--- typed` and `--- patch` after the running configuration.
    static func read(_ text: String) -> [Fixture] {
        text.components("=== ").compactMap { block in
            let lines = block.components("\n", limit: 1)
            guard lines.count == 2 else { return nil }
            let parts = lines[1].components("--- typed\n")
            guard parts.count == 2 else { return nil }
            let rest = parts[1].components("--- patch\n")
            guard rest.count == 2 else { return nil }
            return Fixture(name: lines[0], running: parts[0], typed: rest[0], patch: rest[1].trimmedEnd())
        }
    }
}

extension String {
    fileprivate func components(_ separator: String, limit: Int = .max) -> [String] {
        split(separator: separator, maxSplits: limit, omittingEmptySubsequences: false).map(String.init)
    }

    fileprivate func trimmedEnd() -> String {
        var text = self
        while text.last?.isNewline ?? false { text.removeLast() }
        return text
    }
}
