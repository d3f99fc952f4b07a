/// What happens to the slots of a scope when it is entered.
// Raw storage: the loads of a loop's body run for every item, and an array would count references.
final class ScopeLoads {
    /// Where a slot gets its value from.
    enum Source {
        case nothing
        case slot(SlotReference)
        case name(KeyMark)
    }

    struct Load {
        let index: Int
        let source: Source
        /// The name that is looked up.
        let name: String
        /// The global of that name.
        let global: Value?

        init(_ index: Int, _ source: Source, name: String = "", global: Value? = nil) {
            self.index = index
            self.source = source
            self.name = name
            self.global = global
        }
    }

    private let loads: UnsafeMutableBufferPointer<Load>
    let isEmpty: Bool

    init(_ loads: [Load]) {
        self.loads = .allocate(capacity: loads.count)
        _ = self.loads.initialize(from: loads)
        self.isEmpty = loads.isEmpty
    }

    deinit {
        self.loads.deinitialize()
        self.loads.deallocate()
    }

    func run(_ frame: Frame) {
        let slots = frame.slots
        let variables = frame.context.onlyLayer
        for position in 0..<self.loads.count {
            let index = self.loads[position].index
            switch self.loads[position].source {
            case .nothing: slots[index] = nil
            case .slot(let source): slots[index] = frame.at(source)
            case .name(let mark):
                let name = self.loads[position].name
                let place =
                    variables.map { $0._withUnsafeGuaranteedRef { $0.pointer(to: name, mark) } }
                    ?? frame.context.pointer(to: name, mark)
                if let place { slots[index] = place.pointee } else { slots[index] = self.loads[position].global }
            }
        }
        if frame.rendering.thaws { self.thaw(frame) }
    }

    private func thaw(_ frame: Frame) {
        for load in self.loads {
            guard case .name = load.source, let value = frame.slots[load.index] else { continue }
            frame.slots[load.index] = frame.rendering.thaw(value)
        }
    }
}
