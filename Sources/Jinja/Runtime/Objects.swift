/// `namespace()`: attributes that `set` can change from inner scopes.
// Unchecked: it belongs to one rendering.
final class NamespaceValue: Object, @unchecked Sendable {
    let members: DictValue
    private var isTracked = false

    init(_ members: DictValue) {
        self.members = members
    }

    func set(_ name: String, _ value: Value, _ rendering: Rendering) {
        self.members.set(.string(name), value)
        guard !self.isTracked else { return }
        switch value {
        case .list, .dict, .tuple, .object:
            self.isTracked = true
            rendering.track(.object(self))
        default: break
        }
    }

    override var typeName: String { "Namespace" }

    override func attribute(_ name: String, _ rendering: Rendering) throws(JinjaError) -> Value? {
        if let member = self.members.member(name) { return member }
        let members = self.members
        return .undefined(
            Undefined(
                name: name, owner: "namespace", ownerType: "jinja2.utils.Namespace object",
                kind: rendering.environment.undefined
            ) {
                members.keys.compactMap(\.stringValue)
            })
    }

    override func printed(_ printer: inout Printer) throws(JinjaError) -> String? {
        "<Namespace \(try printer.dict(self.members))>"
    }
}

/// What `map`, `select` and the like give: values worked out one by one, once.
// Unchecked: it belongs to one rendering.
final class GeneratorValue: Object, @unchecked Sendable {
    private let name: String
    private let source: ValueIterator

    init(name: String, iterator: ValueIterator) {
        self.name = name
        self.source = iterator
    }

    var depth: Int { self.source.depth }
    override var typeName: String { "generator" }
    override var isIterable: Bool { true }
    override func iterator() -> ValueIterator? { self.source }
    override var printingAdvice: String { "add |list or |join to the result of “\(self.name)”" }
}

/// `range()`.
// Unchecked like its base: its properties are constant.
final class RangeValue: Object, @unchecked Sendable {
    let start: Int
    let stop: Int
    let step: Int
    let length: Int

    init(_ start: Int, _ stop: Int, _ step: Int) {
        self.start = start
        self.stop = stop
        self.step = step
        let span = step > 0 ? Double(stop) - Double(start) : Double(start) - Double(stop)
        // Long ranges are refused when they are made, so that the exact division below cannot overflow.
        if span <= 0 || span > 1e15 {
            self.length = span <= 0 ? 0 : Int.max
        } else {
            let distance = step > 0 ? stop - start : start - stop
            self.length = (distance - 1) / abs(step) + 1
        }
    }

    func element(_ index: Int) -> Int { self.start + index * self.step }

    func slice(_ bounds: (first: Int, end: Int, step: Int)) -> RangeValue {
        RangeValue(
            self.start + bounds.first * self.step, self.start + bounds.end * self.step, self.step * bounds.step)
    }

    override var typeName: String { "range" }
    override var isTrue: Bool { self.length > 0 }
    override var count: Int? { self.length }
    override var isIterable: Bool { true }

    override func item(_ key: Value, _ rendering: Rendering) throws(JinjaError) -> Value? {
        guard case .int(let index) = key else { return nil }
        let position = index < 0 ? index + self.length : index
        return position >= 0 && position < self.length ? .int(self.element(position)) : nil
    }

    override func attribute(_ name: String, _ rendering: Rendering) throws(JinjaError) -> Value? {
        switch name {
        case "start": .int(self.start)
        case "stop": .int(self.stop)
        case "step": .int(self.step)
        default: nil
        }
    }

    override func printed(_ printer: inout Printer) throws(JinjaError) -> String? {
        self.step == 1 ? "range(\(self.start), \(self.stop))" : "range(\(self.start), \(self.stop), \(self.step))"
    }

    override func equals(_ other: Object) throws(JinjaError) -> Bool {
        guard let other = other as? RangeValue, self.length == other.length else { return false }
        return self.length == 0 || (self.start == other.start && (self.length == 1 || self.step == other.step))
    }

    override func contains(_ item: Value) throws(JinjaError) -> Bool? {
        let number: Int
        switch Number(item) {
        case .int(let whole): number = whole
        case .double(let floating):
            guard let whole = Int(exactly: floating) else { return false }
            number = whole
        case .big, nil: return false
        }
        guard self.step > 0 ? number >= self.start && number < self.stop : number <= self.start && number > self.stop
        else { return false }
        return (number - self.start) % self.step == 0
    }
}

/// `dict.keys()`, `dict.values()` and `dict.items()`: they see later changes of the dictionary.
// Unchecked: it belongs to one rendering.
final class DictView: Object, @unchecked Sendable {
    enum Part: String {
        case keys, values, items
    }

    private let dict: DictValue
    private let part: Part

    init(_ dict: DictValue, _ part: Part) {
        self.dict = dict
        self.part = part
    }

    var elements: [Value] {
        switch self.part {
        case .keys: self.dict.keys
        case .values: self.dict.values
        case .items: zip(self.dict.keys, self.dict.values).map { .tuple(TupleValue([$0, $1])) }
        }
    }

    override var typeName: String { "dict_\(self.part.rawValue)" }
    override var isTrue: Bool { self.dict.count > 0 }
    override var count: Int? { self.dict.count }
    override var isIterable: Bool { true }

    override func iterator() -> ValueIterator? {
        var position = 0
        let dict = self.dict
        let part = self.part
        let count = dict.count
        return ValueIterator { () throws(JinjaError) -> Value? in
            guard dict.count == count else {
                throw JinjaError(.runtime, "The dictionary changed while a loop walked over it")
            }
            guard position < dict.count else { return nil }
            defer { position += 1 }
            switch part {
            case .keys: return dict.key(at: position)
            case .values: return dict.value(at: position)
            case .items: return .tuple(TupleValue([dict.key(at: position), dict.value(at: position)]))
            }
        }
    }

    override func printed(_ printer: inout Printer) throws(JinjaError) -> String? {
        "dict_\(self.part.rawValue)([\(try printer.list(self.elements))])"
    }
}
