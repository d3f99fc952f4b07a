final class ConstantEvaluator: Evaluator {
    private let result: Value
    private let place: UnsafeMutablePointer<Value>

    init(_ value: Value, offset: Int) {
        self.result = value
        self.place = .allocate(capacity: 1)
        self.place.initialize(to: value)
        super.init(offset: offset)
    }

    deinit {
        self.place.deinitialize(count: 1)
        self.place.deallocate()
    }

    override func value(_ frame: Frame) throws(JinjaError) -> Value { self.result }
    override func borrow(_ frame: Frame) -> UnsafePointer<Value>? { UnsafePointer(self.place) }
    override var constant: Value? { self.result }
}

/// An expression whose value often is somewhere already: it is tested and printed there, without a copy.
class PlacedEvaluator: Evaluator {
    override func isTrue(_ frame: Frame) throws(JinjaError) -> Bool {
        guard let place = self.borrow(frame) else { return try super.isTrue(frame) }
        if case .bool(let truth) = place.pointee { return truth }
        do throws(JinjaError) { return try place.pointee.isTrue() } catch { throw self.place(error, frame) }
    }

    override func write(_ frame: Frame, _ mode: EscapeMode) throws(JinjaError) {
        guard let place = self.borrow(frame) else { return try super.write(frame, mode) }
        do throws(JinjaError) { try frame.write(place.pointee, escaped: mode.isOn(frame)) } catch {
            throw self.place(error, frame)
        }
    }
}

/// A variable of the running function.
final class LocalEvaluator: PlacedEvaluator {
    private let name: String
    let index: Int
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

    override func borrow(_ frame: Frame) -> UnsafePointer<Value>? { frame.place(self.index) }
    override func isMissing(_ frame: Frame) -> Bool { frame.slots[self.index] == nil }
}

/// A variable of an enclosing function.
final class OuterEvaluator: PlacedEvaluator {
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

    override func borrow(_ frame: Frame) -> UnsafePointer<Value>? {
        frame.outer(self.reference.hops).place(self.reference.index)
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
        let settings = self.rendering.settings
        return .undefined(
            Undefined(name: name, kind: settings.environment.undefined, origin: (self.program.source, offset)) {
                visible.names + context.names + settings.environment.globals.keys.sorted()
                    + Globals.builtIn.keys.sorted()
            })
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
        do throws(JinjaError) {
            try frame.rendering.work(1 + self.items.count >> 2)
            try frame.rendering.use(bytes: 64 + 32 * self.items.count)
        } catch { throw self.place(error, frame) }
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
        do throws(JinjaError) {
            try frame.rendering.work(1 + self.pairs.count >> 1)
            try frame.rendering.use(bytes: DictValue.ownBytes + DictValue.memberBytes * self.pairs.count)
        } catch { throw self.place(error, frame) }
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
