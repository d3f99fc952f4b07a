/// Which statements the server keeps prepared for one connection: a bounded set, the longest unused goes first.
struct PreparedStatements {
    /// What to do before a statement is executed.
    enum Step: Equatable {
        /// Execute the one of this name.
        case execute(String)
        /// Prepare it under this name, after removing others, then execute it.
        case prepare(String, removing: [String])
        /// Send it whole.
        case plain
    }

    private struct Entry {
        // Held, so that no other shape can come to have the same identity.
        let shape: StatementShape
        let name: String
        var lastUse: Int
    }

    private let limit: Int
    private var entries: [ObjectIdentifier: Entry] = [:]
    /// Still on the server, but of no more use.
    private var outdated: [String] = []
    private var uses = 0
    private var lastNumber = 0

    /// A limit of 0 prepares nothing.
    init(limit: Int) {
        self.limit = limit
    }

    var count: Int { entries.count }

    /// What to do with a statement now; `canRemove` is false where the server would refuse to remove one.
    mutating func step(for shape: StatementShape, canRemove: Bool) -> Step {
        guard limit > 0, shape.isPreparable else { return .plain }
        uses += 1
        let key = ObjectIdentifier(shape)
        if let index = entries.index(forKey: key) {
            entries.values[index].lastUse = uses
            return .execute(entries.values[index].name)
        }
        if entries.count >= limit {
            guard canRemove, let oldest = entries.min(by: { $0.value.lastUse < $1.value.lastUse }) else {
                return .plain
            }
            entries[oldest.key] = nil
            outdated.append(oldest.value.name)
        }
        lastNumber += 1
        let name = "ns_\(lastNumber)"
        entries[key] = Entry(shape: shape, name: name, lastUse: uses)
        defer { if canRemove { outdated = [] } }
        return .prepare(name, removing: canRemove ? outdated : [])
    }

    /// Forgets a statement that the server does not have under that name, or not in a usable form.
    mutating func forget(_ shape: StatementShape, named name: String, isOnServer: Bool) {
        let key = ObjectIdentifier(shape)
        guard entries[key]?.name == name else { return }
        entries[key] = nil
        if isOnServer { outdated.append(name) }
    }
}
