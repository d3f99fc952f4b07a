/// `'constant pattern'|format(value)` with one field `%s` or `%d`: text and whole numbers are printed as they are.
final class FormatEvaluator: FilterEvaluator {
    private let pattern: Value
    /// The text before the field and behind it.
    private let before: String
    private let end: String
    private let isNumber: Bool
    private let argument: Evaluator

    /// Nil when the pattern or the arguments need more than that.
    init?(_ filter: Filter, _ input: Evaluator, _ arguments: ArgumentEvaluators, offset: Int) {
        guard case .string(let pattern)? = input.constant, arguments.isPlain, arguments.positional.count == 1,
            let plan = PercentFormat.plan(pattern), plan.fields.count == 1
        else { return nil }
        self.pattern = .string(pattern)
        self.before = plan.fields[0].before
        self.end = plan.end
        self.isNumber = plan.fields[0].isNumber
        self.argument = arguments.positional[0]
        super.init(filter, input, arguments, offset: offset)
    }

    override func write(_ frame: Frame, _ mode: EscapeMode) throws(JinjaError) {
        let value = try self.argument.value(frame)
        guard self.fits(value) else {
            return try self.write(try self.apply(self.pattern, Arguments([value]), frame), frame, mode)
        }
        let escaped = mode.isOn(frame)
        do throws(JinjaError) {
            try frame.write(self.before, escaped: escaped)
            try frame.write(value, escaped: escaped)
            if !self.end.isEmpty { try frame.write(self.end, escaped: escaped) }
        } catch { throw self.place(error, frame) }
    }

    private func fits(_ value: Value) -> Bool {
        switch value {
        case .int: true
        // The making of a longer text counts as steps.
        case .string(let text): !self.isNumber && text.utf8.count < 1 << 12
        default: false
        }
    }
}
