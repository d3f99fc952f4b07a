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
        for position in 0..<self.loads.count {
            let index = self.loads[position].index
            switch self.loads[position].source {
            case .nothing: frame.slots[index] = nil
            case .slot(let source): frame.slots[index] = frame.at(source)
            case .name(let mark):
                if let place = frame.context.pointer(to: self.loads[position].name, mark) {
                    frame.slots[index] = place.pointee
                } else {
                    frame.slots[index] = self.loads[position].global
                }
                if frame.rendering.thaws, let value = frame.slots[index] {
                    frame.slots[index] = frame.rendering.thaw(value)
                }
            }
        }
    }
}
