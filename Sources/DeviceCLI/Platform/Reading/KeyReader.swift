/// Reads one map of a platform file key by key; what is wrong is noted instead of stopping at the first problem.
final class KeyReader {
    /// The keys above, for example `cli.modes.user`.
    let path: String
    let place: String
    let log: ProblemLog
    private let node: PlatformNode
    private var known: Set<String> = []

    init(_ node: PlatformNode, path: String, log: ProblemLog) {
        self.node = node
        self.path = path
        self.place = node.place
        self.log = log
        if case .map = node.content { return }
        log.note(node.place, path, "Here must be a map of keys.")
    }

    /// The value of a key, which counts as known from now on; an empty value counts as missing.
    func node(_ key: String) -> PlatformNode? {
        self.known.insert(key)
        guard let value = self.node[key] else { return nil }
        if case .nothing = value.content { return nil }
        return value
    }

    /// The keys of a map whose keys are free, such as the names of modes.
    var freeKeys: [(key: String, value: PlatformNode)] {
        guard case .map(let entries) = self.node.content else { return [] }
        self.known.formUnion(entries.map(\.key))
        return entries.map { ($0.key, $0.value) }
    }

    func path(_ key: String) -> String { self.path.isEmpty ? key : "\(self.path).\(key)" }

    func note(_ key: String, _ sentence: String) {
        self.log.note(self.node[key]?.place ?? self.place, self.path(key), sentence)
    }

    func missing(_ key: String, _ meaning: String) { self.note(key, "This key is missing: \(meaning).") }

    func text(_ key: String) -> String? {
        guard let value = self.node(key) else { return nil }
        guard case .text(let text) = value.content else {
            self.note(key, "Here must be a text.")
            return nil
        }
        return text
    }

    func flag(_ key: String, default standard: Bool) -> Bool {
        guard let text = self.text(key) else { return standard }
        switch text {
        case "true": return true
        case "false": return false
        default:
            self.note(key, "«\(text)» is neither true nor false.")
            return standard
        }
    }

    func number(_ key: String, in bounds: ClosedRange<Int>) -> Int? {
        guard let text = self.text(key) else { return nil }
        guard let number = Int(text), bounds.contains(number) else {
            self.note(
                key, "«\(text)» is not a whole number from \(bounds.lowerBound) to \(bounds.upperBound).")
            return nil
        }
        return number
    }

    func choice<Choice: RawRepresentable & CaseIterable>(_ key: String, of type: Choice.Type) -> Choice?
    where Choice.RawValue == String {
        guard let text = self.text(key) else { return nil }
        if let choice = Choice(rawValue: text) { return choice }
        let words = Choice.allCases.map(\.rawValue)
        self.note(
            key, "«\(text)» is not allowed.\(Self.hint(text, words)) Allowed are: \(words.joined(separator: ", ")).")
        return nil
    }

    func pattern(_ key: String) -> Pattern? {
        self.node(key).map { self.pattern($0, self.path(key)) }
    }

    func patterns(_ key: String) -> [Pattern] {
        self.list(key).enumerated().map { self.pattern($1, "\(self.path(key))[\($0)]") }
    }

    func texts(_ key: String) -> [String] {
        self.list(key).enumerated().compactMap { index, value in
            if case .text(let text) = value.content { return text }
            self.log.note(value.place, "\(self.path(key))[\(index)]", "Here must be a text.")
            return nil
        }
    }

    func list(_ key: String) -> [PlatformNode] {
        guard let value = self.node(key) else { return [] }
        guard case .list(let values) = value.content else {
            self.note(key, "Here must be a list.")
            return []
        }
        return values
    }

    /// The maps of a list.
    func maps(_ key: String) -> [KeyReader] {
        self.list(key).enumerated().map { KeyReader($1, path: "\(self.path(key))[\($0)]", log: self.log) }
    }

    func map(_ key: String) -> KeyReader? {
        self.node(key).map { KeyReader($0, path: self.path(key), log: self.log) }
    }

    /// Refuses every key that was not asked for.
    func finish() {
        guard case .map(let entries) = self.node.content else { return }
        for (index, entry) in entries.enumerated() {
            if entries[..<index].contains(where: { $0.key == entry.key }) {
                self.note(entry.key, "This key stands here twice.")
            }
            if self.known.contains(entry.key) { continue }
            let words = self.known.sorted()
            self.note(
                entry.key,
                "There is no such key.\(Self.hint(entry.key, words)) Allowed are: \(words.joined(separator: ", ")).")
        }
    }

    func pattern(_ value: PlatformNode, _ path: String) -> Pattern {
        guard case .text(let source) = value.content else {
            self.log.note(value.place, path, "Here must be a regular expression.")
            return Pattern(unusable: "")
        }
        do {
            return try Pattern(source)
        } catch {
            self.log.note(value.place, path, error.description)
            return Pattern(unusable: source)
        }
    }

    private static func hint(_ word: String, _ words: [String]) -> String {
        NearestWord.to(word, among: words).map { " Did you mean «\($0)»?" } ?? ""
    }
}

/// The problems found while one platform file is read.
final class ProblemLog {
    private(set) var problems: [PlatformProblem] = []

    func note(_ place: String, _ path: String, _ sentence: String) {
        self.problems.append(PlatformProblem(place: place, path: path, sentence))
    }
}
