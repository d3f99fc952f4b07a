/// Which variable a name means in one scope, by the rules of Jinja2's `idtracking`.
final class Symbols {
    enum Load {
        case parameter
        case resolve(String)
        case alias(Slot)
        case missing
    }

    /// The slots of one scope; branches of an `if` share them.
    private final class Table {
        var slots: [String: Slot] = [:]
    }

    let parent: Symbols?
    let function: FunctionScope
    private let table: Table
    private var slots: [String: Slot] = [:]
    private var order: [Slot] = []
    private var loads: [Slot: Load] = [:]
    private var stores: Set<String> = []

    init(parent: Symbols?, function: FunctionScope) {
        self.parent = parent
        self.function = function
        self.table = Table()
    }

    private init(copying other: Symbols) {
        self.parent = other.parent
        self.function = other.function
        self.table = other.table
        self.slots = other.slots
        self.order = other.order
        self.loads = other.loads
        self.stores = other.stores
    }

    /// How many names it knows itself.
    var size: Int { self.order.count }

    func copy() -> Symbols { Symbols(copying: self) }

    /// The loads to run when the scope is entered, in order.
    var entries: [(Slot, Load)] {
        self.order.compactMap { slot in self.loads[slot].map { (slot, $0) } }
    }

    func slot(of name: String) -> Slot? {
        self.slots[name] ?? self.parent?.slot(of: name)
    }

    func isParameter(_ slot: Slot) -> Bool {
        if let load = self.loads[slot] {
            if case .parameter = load { return true }
            return false
        }
        return self.parent?.isParameter(slot) ?? false
    }

    @discardableResult
    func declareParameter(_ name: String) -> Slot {
        self.stores.insert(name)
        return self.define(name, .parameter)
    }

    func load(_ name: String) {
        if self.slot(of: name) == nil { self.define(name, .resolve(name)) }
    }

    func store(_ name: String) {
        self.stores.insert(name)
        guard self.slots[name] == nil else { return }
        if let outer = self.parent?.slot(of: name) {
            self.define(name, .alias(outer))
        } else {
            self.define(name, .missing)
        }
    }

    /// Joins what the branches of an `if` did: a name stored in only some of them keeps its outer value otherwise.
    func update(with branches: [Symbols]) {
        var stored: Set<String> = []
        for branch in branches { stored.formUnion(branch.stores) }
        stored.subtract(self.stores)
        for branch in branches {
            self.slots.merge(branch.slots) { $1 }
            for slot in branch.order {
                if self.loads[slot] == nil { self.order.append(slot) }
                self.loads[slot] = branch.loads[slot]
            }
            self.stores.formUnion(branch.stores)
        }
        for name in stored {
            guard let slot = self.slot(of: name) else { continue }
            if self.loads[slot] == nil { self.order.append(slot) }
            if let outer = self.parent?.slot(of: name) {
                self.loads[slot] = .alias(outer)
            } else {
                self.loads[slot] = .resolve(name)
            }
        }
    }

    /// Every name stored in this scope or around it, with its slot: what an include can see.
    var visibleStores: [(name: String, slot: Slot)] {
        var seen: Set<String> = []
        var result: [(String, Slot)] = []
        var scope: Symbols? = self
        while let here = scope {
            for name in here.stores.sorted() where seen.insert(name).inserted {
                if let slot = self.slot(of: name) { result.append((name, slot)) }
            }
            scope = here.parent
        }
        return result
    }

    func stores(_ name: String) -> Bool { self.stores.contains(name) }

    @discardableResult
    private func define(_ name: String, _ load: Load) -> Slot {
        let slot: Slot
        if let known = self.table.slots[name] {
            slot = known
        } else {
            slot = self.function.makeSlot()
            self.table.slots[name] = slot
        }
        self.slots[name] = slot
        if self.loads[slot] == nil { self.order.append(slot) }
        self.loads[slot] = load
        return slot
    }
}
