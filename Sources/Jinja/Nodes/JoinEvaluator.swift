/// `list|join(constant)`: plain items are printed one by one, without their joined text.
final class JoinEvaluator: FilterEvaluator {
    private let separator: String

    init(_ filter: Filter, _ input: Evaluator, _ separator: String, _ arguments: ArgumentEvaluators, offset: Int) {
        self.separator = separator
        super.init(filter, input, arguments, offset: offset)
    }

    override func write(_ frame: Frame, _ mode: EscapeMode) throws(JinjaError) {
        guard case .list(let list)? = self.input?.borrow(frame)?.pointee, list.items.allSatisfy(\.isPlain) else {
            return try super.write(frame, mode)
        }
        let items = list.items
        let escaped = mode.isOn(frame)
        do throws(JinjaError) {
            try frame.rendering.tick(items.count)
            for position in items.indices {
                if position > 0 { try frame.write(self.separator, escaped: escaped) }
                try frame.write(items[position], escaped: escaped)
            }
        } catch { throw self.place(error, frame) }
    }
}

extension Value {
    /// Whether printing the value is simple: text that is not markup, or a number of 64 bits.
    fileprivate var isPlain: Bool {
        switch self {
        case .string, .int: true
        default: false
        }
    }
}
