/// A list: shared when assigned, as in Python.
// Unchecked: a frozen list never changes; a list made by a template belongs to that one render.
public final class ListValue: @unchecked Sendable {
    var items: [Value]
    let isFrozen: Bool
    var isTracked = false

    init(_ items: [Value], isFrozen: Bool = false) {
        self.items = items
        self.isFrozen = isFrozen
    }

    deinit {
        ValueDrain.drain(&self.items)
    }
}

/// A tuple; `names` is set for the named tuples that `groupby` makes.
public final class TupleValue: @unchecked Sendable {  // Unchecked: only `deinit` changes it, when nobody else can see it.
    private(set) var items: [Value]
    let names: [String]

    init(_ items: [Value], names: [String] = []) {
        self.items = items
        self.names = names
    }

    deinit {
        ValueDrain.drain(&self.items)
    }

    fileprivate func takeItems() -> [Value] {
        defer { self.items = [] }
        return self.items
    }
}

/// Releases nested containers one by one, so that a deep nest does not exhaust the stack.
enum ValueDrain {
    static func drain(_ items: inout [Value]) {
        guard items.contains(where: \.holdsValues) else { return }
        var pending = items
        items = []
        while let value = pending.popLast() {
            switch consume value {
            case .list(var list):
                if isKnownUniquelyReferenced(&list) {
                    pending.append(contentsOf: list.items)
                    list.items = []
                }
            case .tuple(var tuple):
                if isKnownUniquelyReferenced(&tuple) { pending.append(contentsOf: tuple.takeItems()) }
            case .dict(var dict):
                if isKnownUniquelyReferenced(&dict) { pending.append(contentsOf: dict.takeValues()) }
            case .object(var object):
                guard isKnownUniquelyReferenced(&object), let namespace = object as? NamespaceValue else { continue }
                pending.append(contentsOf: namespace.members.takeValues())
            default:
                continue
            }
        }
    }
}

extension Value {
    fileprivate var holdsValues: Bool {
        switch self {
        case .list, .tuple, .dict, .object: true
        default: false
        }
    }
}
