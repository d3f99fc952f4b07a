/// A set of whole numbers in the order in which CPython's hash table would give them.
///
/// The order follows from the table's size and its way of probing, as in CPython 3.11's `Objects/setobject.c`.
struct PythonSet {
    private struct Entry {
        let number: Int
        let value: Value
        let hash: UInt
        var isGone = false
    }

    private var table: [Entry?] = Array(repeating: nil, count: 8)
    /// The places taken, also by numbers that were removed.
    private var fill = 0
    private(set) var count = 0

    private init() {}

    /// Nil when a value is no whole number.
    init?(_ values: [Value]) {
        guard values.count <= 100_000 else { return nil }
        for value in values {
            switch value {
            case .int(let number): self.add(number, value)
            case .bool(let truth): self.add(truth ? 1 : 0, value)
            default: return nil
            }
        }
    }

    private var entries: [Entry] { self.table.compactMap { $0 }.filter { !$0.isGone } }
    private var values: [Value] { self.entries.map(\.value) }
    private var mask: Int { self.table.count - 1 }

    /// Python's hash: the number modulo 2⁶¹ - 1 with its sign, and never -1.
    private static func hash(_ number: Int) -> UInt {
        let rest = Int(number.magnitude % 2_305_843_009_213_693_951)
        let hash = number < 0 ? -rest : rest
        return UInt(bitPattern: hash == -1 ? -2 : hash)
    }

    /// The place of a number, or the first free one on its way.
    private func place(_ number: Int, _ hash: UInt, isNew: Bool = false) -> Int {
        let mask = UInt(self.mask)
        var start = hash & mask
        var perturb = hash
        while true {
            let probes = start + 9 <= mask ? 9 : 0
            for offset in 0...probes {
                guard let entry = self.table[Int(start) + offset] else { return Int(start) + offset }
                if !isNew, !entry.isGone, entry.number == number { return Int(start) + offset }
            }
            perturb >>= 5
            start = (start &* 5 &+ 1 &+ perturb) & mask
        }
    }

    private mutating func add(_ number: Int, _ value: Value) {
        let hash = Self.hash(number)
        let place = self.place(number, hash)
        guard self.table[place] == nil else { return }
        self.table[place] = Entry(number: number, value: value, hash: hash)
        self.fill += 1
        self.count += 1
        if self.fill * 5 >= self.mask * 3 { self.resize(self.count > 50_000 ? self.count * 2 : self.count * 4) }
    }

    private mutating func resize(_ least: Int) {
        var size = 8
        while size <= least { size *= 2 }
        let old = self.entries
        self.table = Array(repeating: nil, count: size)
        for entry in old { self.table[self.place(entry.number, entry.hash, isNew: true)] = entry }
        self.fill = self.count
    }

    private mutating func merge(_ other: PythonSet) {
        if (self.fill + other.count) * 5 >= self.mask * 3 { self.resize((self.count + other.count) * 2) }
        if self.fill == 0, self.mask == other.mask, other.fill == other.count {
            self = other
        } else {
            for entry in other.entries { self.add(entry.number, entry.value) }
        }
    }

    private var copy: PythonSet {
        var copy = PythonSet()
        copy.merge(self)
        return copy
    }

    private func contains(_ entry: Entry) -> Bool { self.table[self.place(entry.number, entry.hash)] != nil }

    func union(_ other: PythonSet) -> [Value] {
        var result = self.copy
        result.merge(other)
        return result.values
    }

    func intersection(_ other: PythonSet) -> [Value] {
        let isSwapped = other.count > self.count
        let (walked, searched) = isSwapped ? (self, other) : (other, self)
        var result = PythonSet()
        for entry in walked.entries where searched.contains(entry) { result.add(entry.number, entry.value) }
        return result.values
    }

    func difference(_ other: PythonSet) -> [Value] {
        if self.count >> 2 > other.count { return self.copy.entries.filter { !other.contains($0) }.map(\.value) }
        var result = PythonSet()
        for entry in self.entries where !other.contains(entry) { result.add(entry.number, entry.value) }
        return result.values
    }

    func symmetricDifference(_ other: PythonSet) -> [Value] {
        var result = other.copy
        for entry in self.entries {
            let place = result.place(entry.number, entry.hash)
            if result.table[place] == nil {
                result.add(entry.number, entry.value)
            } else {
                result.table[place]?.isGone = true
                result.count -= 1
            }
        }
        return result.values
    }
}
