/// Walks over a value as Python's `iter` would.
struct Cursor {
    private enum Source {
        case list(ListValue)
        case array([Value])
        case dict(DictValue, count: Int)
        case text(String.UnicodeScalarView, String.UnicodeScalarView.Index)
        case range(RangeValue)
        case lazy(ValueIterator)
    }

    private var source: Source
    private var position = 0

    init(_ items: [Value]) {
        self.source = .array(items)
    }

    init?(_ value: Value) throws(JinjaError) {
        switch value {
        case .list(let list): self.source = .list(list)
        case .tuple(let tuple): self.source = .array(tuple.items)
        case .dict(let dict): self.source = .dict(dict, count: dict.count)
        case .string(let text), .markup(let text):
            // Iterating markup gives plain text in Python, because only indexing is overridden.
            self.source = .text(text.unicodeScalars, text.unicodeScalars.startIndex)
        case .undefined(let undefined):
            if undefined.isStrict { throw undefined.error }
            self.source = .array([])
        case .object(let object):
            if let range = object as? RangeValue {
                self.source = .range(range)
            } else if let iterator = object.iterator() {
                self.source = .lazy(iterator)
            } else {
                return nil
            }
        default: return nil
        }
    }

    /// The number of items, when it is known without walking.
    var count: Int? {
        switch self.source {
        case .list(let list): list.items.count
        case .array(let items): items.count
        case .dict(let dict, _): dict.count
        case .text(let scalars, _): scalars.count
        case .range(let range): range.length
        case .lazy: nil
        }
    }

    mutating func next() throws(JinjaError) -> Value? {
        switch self.source {
        case .list(let list):
            guard self.position < list.items.count else { return nil }
            self.position += 1
            return list.items[self.position - 1]
        case .array(let items):
            guard self.position < items.count else { return nil }
            self.position += 1
            return items[self.position - 1]
        case .dict(let dict, let count):
            guard dict.count == count else {
                throw JinjaError(.runtime, "The dictionary changed while a loop walked over it")
            }
            guard self.position < count else { return nil }
            self.position += 1
            return dict.key(at: self.position - 1)
        case .text(let scalars, let index):
            guard index < scalars.endIndex else { return nil }
            self.source = .text(scalars, scalars.index(after: index))
            return .string(String(Character(scalars[index])))
        case .range(let range):
            guard self.position < range.length else { return nil }
            self.position += 1
            return .int(range.element(self.position - 1))
        case .lazy(let iterator):
            return try iterator.next()
        }
    }
}

/// Gives values one by one, once.
final class ValueIterator {
    private var pull: (() throws(JinjaError) -> Value?)?
    /// How many iterators feed this one; bounded, because each adds a call to the stack.
    let depth: Int

    init(depth: Int = 0, _ pull: @escaping () throws(JinjaError) -> Value?) {
        self.pull = pull
        self.depth = depth
    }

    func next() throws(JinjaError) -> Value? {
        guard let pull = self.pull else { return nil }
        if let value = try pull() { return value }
        self.pull = nil
        return nil
    }
}

extension Rendering {
    /// A cursor over any iterable value; other kinds are an error.
    func cursor(_ value: Value) throws(JinjaError) -> Cursor {
        guard let cursor = try Cursor(value) else {
            throw JinjaError(.type, "A \(value.typeName) cannot be iterated over")
        }
        return cursor
    }

    /// All items of an iterable value.
    public func array(_ value: Value) throws(JinjaError) -> [Value] {
        switch value {
        case .list(let list):
            try self.tick(list.items.count)
            return list.items
        case .tuple(let tuple):
            try self.tick(tuple.items.count)
            return tuple.items
        default:
            var cursor = try self.cursor(value)
            var items: [Value] = []
            while let item = try cursor.next() {
                try self.tick()
                items.append(item)
            }
            return items
        }
    }

    /// A lazy value, as Python's generators are: it can be walked over once.
    /// `emptyWhenFalse` accepts what Python counts as false, such as none, instead of an empty list.
    func generator(
        over value: Value, _ name: String, emptyWhenFalse: Bool = false,
        _ step: @escaping (inout Cursor) throws(JinjaError) -> Value?
    ) throws(JinjaError) -> Value {
        var depth = 0
        if case .object(let object) = value, let source = object as? GeneratorValue { depth = source.depth + 1 }
        guard depth < 100 else { throw JinjaError(.limit, "Too many filters feed each other; add |list between them") }
        var cursor: Cursor?
        let iterator = ValueIterator(depth: depth) { () throws(JinjaError) -> Value? in
            var current: Cursor
            if let cursor {
                current = cursor
            } else {
                current =
                    emptyWhenFalse ? try value.isTrue() ? try self.cursor(value) : Cursor([]) : try self.cursor(value)
            }
            defer { cursor = current }
            return try step(&current)
        }
        return .object(GeneratorValue(name: name, iterator: iterator))
    }
}
