/// What all executions of one statement have in common: its text, the types of its values, and what is known of it.
final class StatementShape: Sendable {
    /// Literal text by its place in the program, or a value by its type: enough to tell statements apart without their text.
    enum Mark: Equatable, Sendable {
        case text(UInt, count: Int)
        case value(UInt32)

        init(_ part: SQL.Part) {
            switch part {
            case .text(let text):
                self =
                    text.hasPointerRepresentation
                    ? .text(UInt(bitPattern: text.utf8Start), count: text.utf8CodeUnitCount)
                    : .text(UInt(text.unicodeScalar.value), count: 0)
            case .value(let value): self = .value(value.type.oid)
            }
        }

        var hash: UInt {
            switch self {
            case .text(let place, let count): place &+ UInt(count)
            case .value(let oid): UInt(oid) &+ 1
            }
        }
    }

    let marks: [Mark]
    let text: String
    /// «Type.method» from the statement's first line.
    let name: String?
    let types: [UInt32]
    /// The first word in capitals, comments skipped.
    let keyword: String
    /// Several statements without parameters, sent by the simple protocol.
    let isScript: Bool
    let hasNUL: Bool
    let endsTransaction: Bool
    let changesSession: Bool

    init(_ text: String, name: String?, types: [UInt32] = [], marks: [Mark] = [], isScript: Bool = false) {
        self.marks = marks
        self.text = text
        self.name = name
        self.types = types
        self.isScript = isScript
        hasNUL = text.utf8.contains(0)
        keyword = StatementText.keyword(of: text)
        endsTransaction = StatementText.endsTransaction(text, keyword: keyword)
        isPreparable = !isScript && StatementText.plannedKeywords.contains(keyword)
        changesSession = endsTransaction || StatementText.sessionKeywords.contains(keyword)
    }

    /// Whether the server gains from keeping it: only these have a plan.
    let isPreparable: Bool

    func matches(_ parts: [SQL.Part]) -> Bool {
        guard parts.count == marks.count else { return false }
        for index in parts.indices where Mark(parts[index]) != marks[index] { return false }
        return true
    }
}
