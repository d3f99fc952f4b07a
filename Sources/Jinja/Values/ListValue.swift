/// A list: shared when assigned, as in Python.
// Unchecked: a frozen list never changes; a list made by a template belongs to that one render.
public final class ListValue: @unchecked Sendable {
    // Read and changed in single steps, between which nothing else runs.
    @exclusivity(unchecked) var items: [Value]
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
// Unchecked: only `deinit` changes it, when nobody else can see it.
public final class TupleValue: @unchecked Sendable {
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
        guard items.contains(where: { $0.container != nil }) else { return }
        var owners: [AnyObject] = []
        self.move(&items, into: &owners)
        while !owners.isEmpty {
            // Checked in place: a copy of the reference would count as a second owner.
            if isKnownUniquelyReferenced(&owners[owners.count - 1]) {
                var inner = self.takeValues(of: owners[owners.count - 1])
                owners.removeLast()
                self.move(&inner, into: &owners)
            } else {
                owners.removeLast()
            }
        }
    }

    @inline(never)
    private static func move(_ items: inout [Value], into owners: inout [AnyObject]) {
        for item in items { if let container = item.container { owners.append(container) } }
        items = []
    }

    @inline(never)
    private static func takeValues(of owner: AnyObject) -> [Value] {
        switch owner {
        case let list as ListValue:
            defer { list.items = [] }
            return list.items
        case let tuple as TupleValue: return tuple.takeItems()
        case let dict as DictValue: return dict.takeValues()
        case let namespace as NamespaceValue: return namespace.members.takeValues()
        default: return []
        }
    }
}

extension Value {
    /// Whether the value may hold others, and so nest without bound.
    var isContainer: Bool { self.container != nil }

    fileprivate var container: AnyObject? {
        switch self {
        case .list(let list): list
        case .tuple(let tuple): tuple
        case .dict(let dict): dict
        case .object(let object): object
        default: nil
        }
    }
}
