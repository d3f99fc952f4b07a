/// The variables of one function of a template: its root, a block, a macro or a recursive loop.
final class FunctionScope {
    let parent: FunctionScope?
    let clock: CompileClock
    private(set) var slotCount = 0

    init(parent: FunctionScope) {
        self.parent = parent
        self.clock = parent.clock
    }

    /// A function of its own.
    init(_ clock: CompileClock) {
        self.parent = nil
        self.clock = clock
    }

    func makeSlot() -> Slot {
        self.slotCount += 1
        return Slot(function: self, index: self.slotCount - 1)
    }
}

/// The place of one variable in its function's frame.
final class Slot: Hashable {
    let function: FunctionScope
    let index: Int

    init(function: FunctionScope, index: Int) {
        self.function = function
        self.index = index
    }

    static func == (a: Slot, b: Slot) -> Bool { a === b }
    func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
}

/// Where a variable is, seen from a running function: how many frames out, and which slot there.
struct SlotReference {
    let hops: Int
    let index: Int

    init(_ slot: Slot, from function: FunctionScope) {
        var hops = 0
        var here: FunctionScope? = function
        while let scope = here, scope !== slot.function {
            hops += 1
            here = scope.parent
        }
        self.hops = hops
        self.index = slot.index
    }
}
