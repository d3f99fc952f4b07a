final class ConstantEvaluator: Evaluator {
    private let result: Value

    init(_ value: Value, offset: Int) {
        self.result = value
        super.init(offset: offset)
    }

    override func value(_ frame: Frame) throws(JinjaError) -> Value { self.result }
    override var constant: Value? { self.result }
}

/// A variable of the running function.
final class LocalEvaluator: Evaluator {
    private let name: String
    private let index: Int
    private let visible: VisibleNames

    init(_ name: String, _ index: Int, _ visible: VisibleNames, offset: Int) {
        self.name = name
        self.index = index
        self.visible = visible
        super.init(offset: offset)
    }

    override func value(_ frame: Frame) throws(JinjaError) -> Value {
        if let value = frame.slots[self.index] { return value }
        return frame.undefined(self.name, self.visible, self.offset)
    }
}

/// A variable of an enclosing function.
final class OuterEvaluator: Evaluator {
    private let name: String
    private let reference: SlotReference
    private let visible: VisibleNames

    init(_ name: String, _ reference: SlotReference, _ visible: VisibleNames, offset: Int) {
        self.name = name
        self.reference = reference
        self.visible = visible
        super.init(offset: offset)
    }

    override func value(_ frame: Frame) throws(JinjaError) -> Value {
        if let value = frame.at(self.reference) { return value }
        return frame.undefined(self.name, self.visible, self.offset)
    }
}

/// The names that a template binds itself around an expression, for «did you mean».
final class VisibleNames {
    private let symbols: Symbols

    init(_ symbols: Symbols) {
        self.symbols = symbols
    }

    var names: [String] { self.symbols.visibleStores.map(\.name) }
}

extension Frame {
    func undefined(_ name: String, _ visible: VisibleNames, _ offset: Int) -> Value {
        let context = self.context
        return .undefined(
            Undefined(
                name: name, kind: self.rendering.environment.undefined, origin: (self.program.source, offset)
            ) { visible.names + context.names })
    }

    /// The value, which remembers this place if it is undefined.
    @inline(__always)
    func placed(_ value: Value, _ offset: Int) -> Value {
        guard case .undefined(let undefined) = value else { return value }
        return .undefined(undefined.placed(self.program.source, offset))
    }
}

final class ListEvaluator: Evaluator {
    private let items: [Evaluator]
    private let isTuple: Bool

    init(_ items: [Evaluator], isTuple: Bool, offset: Int) {
        self.items = items
        self.isTuple = isTuple
        super.init(offset: offset)
    }

    override func value(_ frame: Frame) throws(JinjaError) -> Value {
        var values: [Value] = []
        values.reserveCapacity(self.items.count)
        for item in self.items { values.append(try item.value(frame)) }
        return self.isTuple ? .tuple(TupleValue(values)) : .list(ListValue(values))
    }
}

final class DictEvaluator: Evaluator {
    private let pairs: [(key: Evaluator, value: Evaluator)]

    init(_ pairs: [(key: Evaluator, value: Evaluator)], offset: Int) {
        self.pairs = pairs
        super.init(offset: offset)
    }

    override func value(_ frame: Frame) throws(JinjaError) -> Value {
        let dict = DictValue()
        for (key, value) in self.pairs {
            let key = try key.value(frame)
            do throws(JinjaError) {
                dict.set(try DictKey.checked(key), try value.value(frame))
            } catch { throw self.place(error, frame) }
        }
        return .dict(dict)
    }
}
