/// A dictionary that keeps the order of insertion: shared when assigned, as in Python.
// Unchecked: a frozen dictionary never changes; one made by a template belongs to that one render.
public final class DictValue: @unchecked Sendable {
    // Raw storage: attributes are read through a pointer to their value, without counting references.
    private var members: UnsafeMutablePointer<Member>
    private(set) var count = 0
    private var capacity: Int
    /// Only kept above sixteen keys: below that a scan is faster.
    private var index: [DictKey: Int]?
    let isFrozen: Bool
    var isTracked = false

    private struct Member {
        let mark: KeyMark
        let key: Value
        var value: Value
    }

    private static let longestScan = 16
    /// Roughly the memory of a dictionary without members, and that of one member, in bytes.
    static let ownBytes = 256
    static let memberBytes = 96

    init(isFrozen: Bool = false, capacity: Int = 4) {
        self.isFrozen = isFrozen
        self.capacity = max(1, capacity)
        self.members = .allocate(capacity: self.capacity)
    }

    convenience init(keys: [Value], values: [Value]) {
        self.init(isFrozen: false, capacity: keys.count)
        for (key, value) in zip(keys, values) { self.set(key, value) }
    }

    deinit {
        if (0..<self.count).contains(where: { self.members[$0].value.isContainer }) {
            var values = self.values
            self.empty()
            ValueDrain.drain(&values)
        } else {
            self.empty()
        }
        self.members.deallocate()
    }

    /// The keys in their order; a copy.
    var keys: [Value] { (0..<self.count).map { self.members[$0].key } }
    /// The values in the order of their keys; a copy.
    var values: [Value] { (0..<self.count).map { self.members[$0].value } }

    func key(at position: Int) -> Value { self.members[position].key }
    var lastKey: Value? { self.count > 0 ? self.members[self.count - 1].key : nil }
    func value(at position: Int) -> Value { self.members[position].value }

    /// The value of a text key.
    func member(_ name: String) -> Value? {
        self.pointer(to: name, KeyMark(name))?.pointee
    }

    /// Where the value of a text key is, until the dictionary changes.
    @inline(__always)
    func pointer(to name: String, _ mark: KeyMark) -> UnsafeMutablePointer<Value>? {
        guard mark.isWhole, self.count <= Self.longestScan else { return self.distantPointer(to: name, mark) }
        let members = self.members
        for position in 0..<self.count where members[position].mark == mark { return self.pointer(at: position) }
        return nil
    }

    @inline(never)
    private func distantPointer(to name: String, _ mark: KeyMark) -> UnsafeMutablePointer<Value>? {
        if let index = self.index { return index[DictKey(.string(name))].map { self.pointer(at: $0) } }
        for position in 0..<self.count where self.members[position].mark == mark {
            if mark.isWhole || self.members[position].key.stringValue.map({ sameText($0, name) }) == true {
                return self.pointer(at: position)
            }
        }
        return nil
    }

    @inline(__always)
    private func pointer(at position: Int) -> UnsafeMutablePointer<Value> {
        let offset = MemoryLayout<Member>.stride * position + Self.valueOffset
        return (UnsafeMutableRawPointer(self.members) + offset).assumingMemoryBound(to: Value.self)
    }

    private static var valueOffset: Int { MemoryLayout<Member>.offset(of: \.value) ?? 0 }

    func value(of key: Value) -> Value? {
        self.position(of: key).map { self.members[$0].value }
    }

    func set(_ key: Value, _ value: Value) {
        if let position = self.position(of: key) {
            self.members[position].value = value
            return
        }
        if self.count == self.capacity { self.grow() }
        (self.members + self.count).initialize(to: Member(mark: KeyMark(key), key: key, value: value))
        self.count += 1
        if self.index != nil {
            self.index?[DictKey(key)] = self.count - 1
        } else if self.count > Self.longestScan {
            self.rebuildIndex()
        }
    }

    func remove(_ key: Value) -> Value? {
        guard let position = self.position(of: key) else { return nil }
        let removed = (self.members + position).move()
        (self.members + position).moveInitialize(
            from: self.members + position + 1, count: self.count - position - 1)
        self.count -= 1
        if self.index != nil {
            // Taking away the last one moves no other.
            if position == self.count { self.index?[DictKey(key)] = nil } else { self.rebuildIndex() }
        }
        return removed.value
    }

    func removeAll() {
        // The values are let go when this dictionary no longer refers to them.
        withExtendedLifetime(self.takeValues()) {}
    }

    func copy(isFrozen: Bool = false) -> DictValue {
        let copy = DictValue(isFrozen: isFrozen, capacity: self.count)
        copy.members.initialize(from: self.members, count: self.count)
        copy.count = self.count
        copy.index = self.index
        return copy
    }

    func takeValues() -> [Value] {
        let values = self.values
        self.empty()
        return values
    }

    private func empty() {
        self.members.deinitialize(count: self.count)
        self.count = 0
        self.index = nil
    }

    private func grow() {
        self.capacity *= 2
        let grown = UnsafeMutablePointer<Member>.allocate(capacity: self.capacity)
        grown.moveInitialize(from: self.members, count: self.count)
        self.members.deallocate()
        self.members = grown
    }

    private func position(of key: Value) -> Int? {
        let wanted = DictKey(key)
        if let index = self.index { return index[wanted] }
        let mark = KeyMark(key)
        if mark.isWhole { return (0..<self.count).first { self.members[$0].mark == mark } }
        return (0..<self.count).first { self.members[$0].mark == mark && DictKey(self.members[$0].key) == wanted }
    }

    private func rebuildIndex() {
        var index: [DictKey: Int] = [:]
        index.reserveCapacity(self.count)
        for position in 0..<self.count { index[DictKey(self.members[position].key)] = position }
        self.index = index
    }
}
