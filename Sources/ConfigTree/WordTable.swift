/// The first two words of all patterns of a grammar: each line belongs to one class, and a class knows which patterns can match.
///
/// A class may name too many patterns and never too few, so what it names is still matched.
struct WordTable: Sendable {
    /// The class of lines whose first word no pattern names.
    static let unknown: UInt32 = 0
    /// All numbers are one word.
    private static let number: UInt64 = 0x6E75_6D62_6572_0001
    /// Stands for the second word of a line that has none.
    private static let end: UInt64 = 0x656E_6400_0000_0001

    /// How a pattern can begin.
    struct Start: Hashable {
        /// Nil: with any word.
        var first: UInt64?
        /// Nil: any second word, or none. What stands for «none» is a word, too.
        var second: UInt64?
    }

    private struct Slot {
        var hash: UInt64
        var id: UInt32
        var hasSeconds: Bool
    }

    private var slots: [Slot]
    private let mask: Int
    /// How many classes there are.
    let count: Int
    /// The first and the second word of each class.
    let classes: [Start]

    init(_ patterns: [CommandPattern]) {
        var classes: [Start] = [Start()]
        var seen: Set<Start> = []
        let starts = patterns.flatMap { Self.starts(of: $0) }
        for start in starts { if let first = start.first { seen.insert(Start(first: first)) } }
        let firsts = seen
        for start in starts where start.first != nil && start.second != nil { seen.insert(start) }
        classes += seen.sorted { ($0.first ?? 0, $0.second ?? 0) < ($1.first ?? 0, $1.second ?? 0) }
        let withSeconds = Set(seen.subtracting(firsts).map { Start(first: $0.first) })
        var size = 64
        while size < classes.count * 3 { size *= 2 }
        mask = size - 1
        slots = [Slot](repeating: Slot(hash: 0, id: 0, hasSeconds: false), count: size)
        for (id, start) in classes.enumerated().dropFirst() {
            guard let first = start.first else { continue }
            let hash = start.second.map { ByteHash.mix(first, $0) } ?? first
            var place = Int(truncatingIfNeeded: hash) & mask
            while slots[place].id != 0 { place = (place + 1) & mask }
            slots[place] = Slot(hash: hash, id: UInt32(id), hasSeconds: withSeconds.contains(start))
        }
        self.classes = classes
        count = classes.count
    }

    /// The class of a line.
    func kind(of line: Span<UInt8>) -> UInt32 {
        guard let first = CommandWords.next(line, 0) else { return Self.unknown }
        let hash = Self.hash(line, first)
        guard let slot = slot(hash) else { return Self.unknown }
        guard slot.hasSeconds else { return slot.id }
        let second = CommandWords.next(line, first.upperBound).map { Self.hash(line, $0) } ?? Self.end
        return self.slot(ByteHash.mix(hash, second))?.id ?? slot.id
    }

    /// True when a line of the class can begin with this word; never where the word is empty.
    func mayBegin(_ kind: UInt32, with word: some Collection<UInt8>) -> Bool {
        let word = Array(word)
        guard !word.isEmpty else { return false }
        let hash = Self.hash(word.span, 0..<word.count)
        return kind == Self.unknown ? slot(hash) == nil : classes[Int(kind)].first == hash
    }

    @inline(__always)
    private func slot(_ hash: UInt64) -> Slot? {
        var place = Int(truncatingIfNeeded: hash) & mask
        while slots[place].id != 0 {
            if slots[place].hash == hash { return slots[place] }
            place = (place + 1) & mask
        }
        return nil
    }

    @inline(__always)
    private static func hash(_ line: Span<UInt8>, _ word: Range<Int>) -> UInt64 {
        if line[word.lowerBound].isDigit, word.allSatisfy({ line[$0].isDigit }) { return number }
        return ByteHash.word(line, word)
    }

    /// The ways in which a pattern can begin.
    static func starts(of pattern: CommandPattern) -> [Start] {
        beginnings(pattern.words[...], 2).flatMap { words -> [Start] in
            guard let firsts = words.first.flatMap(keys) else { return [Start()] }
            let seconds = words.count > 1 ? keys(words[1]) : [end]
            return firsts.flatMap { first in
                seconds.map { $0.map { Start(first: first, second: $0) } } ?? [Start(first: first)]
            }
        }
    }

    /// The first words of all lines that the pattern can match; bounded by the pattern's brackets.
    private static func beginnings(_ words: ArraySlice<CommandPattern.Word>, _ wanted: Int) -> [[CommandPattern.Word]] {
        guard wanted > 0, let word = words.first else { return [[]] }
        let rest = words.dropFirst()
        switch word {
        case .rest: return [[.rest]]
        case .maybe(let count):
            return beginnings(rest, wanted) + beginnings(rest.dropFirst(count), wanted)
        default: return beginnings(rest, wanted - 1).map { [word] + $0 }
        }
    }

    /// The hashes of a word; nil when it can be any.
    private static func keys(_ word: CommandPattern.Word) -> [UInt64]? {
        switch word {
        case .literal(let alternatives), .captureLiteral(let alternatives):
            guard !alternatives.contains(where: \.hasStar) else { return nil }
            return alternatives.map { hash($0.bytes.span, 0..<$0.bytes.count) }
        case .number, .captureNumber: return [number]
        default: return nil
        }
    }
}
