import Synchronization

/// The shapes of the program's statements, so that their text is put together and looked at once.
final class StatementShapes: Sendable {
    static let shared = StatementShapes()

    /// Statements are literals of the program; only ones that are joined at run time can make more of them.
    private static let limit = 2048

    private struct State {
        var byHash: [UInt: [StatementShape]] = [:]
        var count = 0
    }

    private let state = Mutex(State())

    /// The shape of a statement, made at its first appearance.
    func shape(of parts: [SQL.Part]) -> StatementShape {
        let hash = parts.reduce(UInt(parts.count)) { ($0 &* 0x9E37_79B9_7F4A_7C15) ^ StatementShape.Mark($1).hash }
        let found = state.withLock { $0.byHash[hash]?.first { $0.matches(parts) } }
        if let found { return found }
        let made = Self.make(parts)
        state.withLock { state in
            // What is in use stays alive; forgetting the rest costs no more than making it again.
            if state.count >= Self.limit { state = State() }
            state.byHash[hash, default: []].append(made)
            state.count += 1
        }
        return made
    }

    private static func make(_ parts: [SQL.Part]) -> StatementShape {
        var text = ""
        var types: [UInt32] = []
        for part in parts {
            switch part {
            case .text(let literal): text += literal.description
            case .value(let value):
                types.append(value.type.oid)
                text += "$\(types.count)"
            }
        }
        return StatementShape(
            text, name: StatementText.name(of: text), types: types, marks: parts.map(StatementShape.Mark.init))
    }
}
