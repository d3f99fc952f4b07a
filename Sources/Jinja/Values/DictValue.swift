/// A dictionary that keeps the order of insertion: shared when assigned, as in Python.
// Unchecked: a frozen dictionary never changes; one made by a template belongs to that one render.
public final class DictValue: @unchecked Sendable {
    private(set) var keys: [Value] = []
    private(set) var values: [Value] = []
    /// Only kept above eight keys: below that a scan is faster.
    private var index: [DictKey: Int]?
    let isFrozen: Bool
    var isTracked = false

    init(isFrozen: Bool = false) {
        self.isFrozen = isFrozen
    }

    convenience init(keys: [Value], values: [Value]) {
        self.init(isFrozen: false)
        for (key, value) in zip(keys, values) { self.set(key, value) }
    }

    deinit {
        ValueDrain.drain(&self.values)
    }

    var count: Int { self.keys.count }

    /// The value of a text key.
    func member(_ name: String) -> Value? {
        guard self.index == nil else { return self.value(of: .string(name)) }
        for position in 0..<self.keys.count {
            switch self.keys[position] {
            case .string(let key), .markup(let key):
                if sameText(key, name) { return self.values[position] }
            default: continue
            }
        }
        return nil
    }

    func value(of key: Value) -> Value? {
        self.position(of: key).map { self.values[$0] }
    }

    func set(_ key: Value, _ value: Value) {
        if let position = self.position(of: key) {
            self.values[position] = value
            return
        }
        self.keys.append(key)
        self.values.append(value)
        if self.index != nil {
            self.index?[DictKey(key)] = self.keys.count - 1
        } else if self.keys.count > 8 {
            self.rebuildIndex()
        }
    }

    func remove(_ key: Value) -> Value? {
        guard let position = self.position(of: key) else { return nil }
        self.keys.remove(at: position)
        let value = self.values.remove(at: position)
        if self.index != nil { self.rebuildIndex() }
        return value
    }

    func removeAll() {
        self.keys = []
        self.values = []
        self.index = nil
    }

    func copy() -> DictValue {
        let copy = DictValue()
        copy.keys = self.keys
        copy.values = self.values
        copy.index = self.index
        return copy
    }

    func takeValues() -> [Value] {
        defer { self.removeAll() }
        return self.values
    }

    private func position(of key: Value) -> Int? {
        let wanted = DictKey(key)
        if let index = self.index { return index[wanted] }
        return self.keys.firstIndex { DictKey($0) == wanted }
    }

    private func rebuildIndex() {
        var index: [DictKey: Int] = [:]
        index.reserveCapacity(self.keys.count)
        for (position, key) in self.keys.enumerated() { index[DictKey(key)] = position }
        self.index = index
    }
}
