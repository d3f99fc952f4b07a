/// A filter of text, or several behind each other, whose steps change the bytes where they are going to be printed.
final class TextPipeEvaluator: FilterEvaluator {
    private let step: TextStep
    /// The filter whose result this one takes.
    private let inner: TextPipeEvaluator?
    /// What the first filter takes.
    private let source: Evaluator

    init(_ filter: Filter, _ input: Evaluator, _ arguments: ArgumentEvaluators, _ step: TextStep, offset: Int) {
        self.step = step
        self.inner = input as? TextPipeEvaluator
        self.source = self.inner?.source ?? input
        super.init(filter, input, arguments, offset: offset)
    }

    override func value(_ frame: Frame) throws(JinjaError) -> Value {
        let source = try self.source.value(frame)
        if case .string(let text) = source, let result = self.text(text, frame) { return .string(result.text) }
        return try self.value(of: source, frame)
    }

    override func write(_ frame: Frame, _ mode: EscapeMode) throws(JinjaError) {
        if !mode.isOn(frame) {
            if let place = self.source.borrow(frame) {
                if case .string(let text) = place.pointee, let result = self.text(text, frame) {
                    return frame.output.commit(result.bytes, result.count)
                }
            } else {
                let source = try self.source.value(frame)
                if case .string(let text) = source, let result = self.text(text, frame) {
                    return frame.output.commit(result.bytes, result.count)
                }
                return try self.write(try self.value(of: source, frame), frame, mode)
            }
        }
        try super.write(frame, mode)
    }

    /// The filtered text, which stays behind the output until that grows; nil when the filters themselves are needed.
    private func text(_ source: String, _ frame: Frame) -> ShortText? {
        guard let room = frame.output.room(ShortText.room), var text = ShortText(source, room: room),
            self.apply(&text)
        else { return nil }
        return text
    }

    private func apply(_ text: inout ShortText) -> Bool {
        if let inner = self.inner, !inner.apply(&text) { return false }
        return self.step.apply(&text)
    }

    /// The result of all filters for a value that is known.
    private func value(of source: Value, _ frame: Frame) throws(JinjaError) -> Value {
        if let inner = self.inner { return try self.apply(try inner.value(of: source, frame), frame) }
        return try self.apply(source, frame)
    }
}
