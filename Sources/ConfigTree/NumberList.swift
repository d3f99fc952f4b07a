/// A line whose value is a set of numbers that can be set, added to and taken from, such as the VLANs of a trunk.
final class NumberListRule: Decodable, Sendable {
    /// The words before the value.
    let line: String
    let pattern: CommandPattern
    let scope: RuleScope
    /// What is typed is added to what there is, and `undo` takes numbers away; the list is written `10 20 to 30`.
    let adds: Bool
    /// A number that is in the list without being written, until `undo` and the words with it alone are printed.
    let implied: Int?
    private let first: Int
    private let last: Int

    private enum CodingKeys: String, CodingKey {
        case line
        case scope = "in"
        case adds
        case implied
        case first
        case last
    }

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        line = try values.decode(String.self, forKey: .line)
        guard let pattern = CommandPattern(line + " ...") else {
            throw DecodingError.dataCorruptedError(
                forKey: .line, in: values, debugDescription: "The words before the value are missing.")
        }
        self.pattern = pattern
        scope = try values.decodeIfPresent(RuleScope.self, forKey: .scope) ?? .anywhere
        adds = try values.decodeIfPresent(Bool.self, forKey: .adds) ?? false
        implied = try values.decodeIfPresent(Int.self, forKey: .implied)
        first = try values.decode(Int.self, forKey: .first)
        last = try values.decode(Int.self, forKey: .last)
        // A damaged platform file must not make every list unbounded.
        guard first <= last, last - first <= 65_536 else {
            throw DecodingError.dataCorruptedError(
                forKey: .last, in: values, debugDescription: "A list has at most 65536 numbers.")
        }
    }

    /// What comes of the value when the words after `line` are typed; nil when they are no list.
    ///
    /// The answer nil inside stands for all numbers: the device prints no line.
    func value(_ typed: String, onto old: String?) -> String?? {
        guard LineIndex.begins(typed, with: line) else { return nil }
        if adds {
            guard let added = numbers(of: typed) else { return nil }
            return .some(text(added.union(old.flatMap { numbers(of: $0) } ?? [])))
        }
        let rest = words(of: typed)
        let present = old.flatMap { numbers(of: $0) }
        switch (rest.first, rest.count) {
        case ("all", 1): return .some(nil)
        case ("none", 1): return line + " none"
        case ("add", 2):
            guard let added = numbers(rest[1]) else { return nil }
            guard old != nil else { return .some(nil) }
            return text((present ?? []).union(added))
        case ("remove", 2), ("except", 2):
            guard let removed = numbers(rest[1]) else { return nil }
            let base = rest.first == "remove" && old != nil ? present ?? [] : Set(first...last)
            return text(base.subtracting(removed))
        case (_, 1): return numbers(rest[0]).map { .some(text($0)) } ?? nil
        default: return nil
        }
    }

    /// What is left of a list when `undo` takes numbers away; nil when it names none, nil inside when nothing is left.
    func value(_ old: String, without typed: String) -> String?? {
        guard adds, let left = numbers(of: old), let removed = numbers(of: typed), !removed.isEmpty else { return nil }
        return .some(text(left.subtracting(removed)))
    }

    /// The line with those numbers that the other line lacks; nil when there are none.
    func difference(_ text: String, _ other: String) -> String? {
        guard let mine = numbers(of: text), let others = numbers(of: other) else { return nil }
        return mine.isSubset(of: others) ? nil : self.text(mine.subtracting(others))
    }

    /// True when the words name the number that needs no writing.
    func namesImplied(_ typed: String) -> Bool {
        implied.map { numbers(of: typed)?.contains($0) ?? false } ?? false
    }

    private func words(of text: String) -> [String] {
        CommandWords.split(text).dropFirst(CommandWords.split(line).count).map { $0.lowercased() }
    }

    private func numbers(of text: String) -> Set<Int>? {
        let words = words(of: text)
        guard adds else { return words.count == 1 ? numbers(words[0]) : nil }
        if words == ["all"] { return Set(first...last) }
        var list: [String] = []
        var rest = words[...]
        while let word = rest.popFirst() {
            if rest.first == "to", let end = rest.dropFirst().first {
                list.append("\(word)-\(end)")
                rest = rest.dropFirst(2)
            } else {
                list.append(word)
            }
        }
        return numbers(list.joined(separator: ","))
    }

    /// The numbers of `10,20-22`; nil when it is no list.
    private func numbers(_ list: String) -> Set<Int>? {
        if list == "none" || (adds && list.isEmpty) { return [] }
        var result: Set<Int> = []
        for part in list.split(separator: ",", omittingEmptySubsequences: false) {
            let bounds = part.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
            guard (1...2).contains(bounds.count), let low = bounds[0], let high = bounds[bounds.count - 1],
                first <= low, low <= high, high <= last
            else { return nil }
            result.formUnion(low...high)
        }
        return result
    }

    /// The line as devices print it; nil when they print none.
    private func text(_ all: Set<Int>) -> String? {
        let numbers = implied.map { all.subtracting([$0]) } ?? all
        if numbers.isEmpty { return adds ? nil : line + " none" }
        if !adds, numbers.count == last - first + 1 { return nil }
        var runs: [ClosedRange<Int>] = []
        for number in numbers.sorted() {
            if let run = runs.last, run.upperBound + 1 == number {
                runs[runs.count - 1] = run.lowerBound...number
            } else {
                runs.append(number...number)
            }
        }
        let parts = runs.map { run in
            switch (run.count, adds) {
            case (1, _): "\(run.lowerBound)"
            case (_, true): "\(run.lowerBound) to \(run.upperBound)"
            case (2, false): "\(run.lowerBound),\(run.upperBound)"
            default: "\(run.lowerBound)-\(run.upperBound)"
            }
        }
        return line + " " + parts.joined(separator: adds ? " " : ",")
    }
}
