class FilterEvaluator: Evaluator {
    private let filter: Filter
    /// Nil when the filter takes the text of a block.
    let input: Evaluator?
    private let arguments: ArgumentEvaluators

    init(_ filter: Filter, _ input: Evaluator?, _ arguments: ArgumentEvaluators, offset: Int) {
        self.filter = filter
        self.input = input
        self.arguments = arguments
        super.init(offset: offset)
    }

    override func value(_ frame: Frame) throws(JinjaError) -> Value {
        try self.apply(try self.input?.value(frame) ?? .none, frame)
    }

    final func write(_ value: Value, _ frame: Frame, _ mode: EscapeMode) throws(JinjaError) {
        do throws(JinjaError) { try frame.write(value, escaped: mode.isOn(frame)) } catch {
            throw self.place(error, frame)
        }
    }

    /// Applies this filter, and those it wraps, to the text of a filter block.
    func value(_ frame: Frame, ofBlock text: Value) throws(JinjaError) -> Value {
        if let inner = self.input as? FilterEvaluator {
            return try self.apply(try inner.value(frame, ofBlock: text), frame)
        }
        return try self.apply(text, frame)
    }

    final func apply(_ input: Value, _ frame: Frame) throws(JinjaError) -> Value {
        let arguments: Arguments
        do throws(JinjaError) {
            arguments = self.arguments.isEmpty ? .none : try self.arguments.arguments(frame)
        } catch { throw self.place(error, frame) }
        return try self.apply(input, arguments, frame)
    }

    final func apply(_ input: Value, _ arguments: Arguments, _ frame: Frame) throws(JinjaError) -> Value {
        do throws(JinjaError) {
            frame.rendering.escapes = frame.context.autoescape
            try frame.rendering.workOn(input)
            let result = try self.filter.body(input, arguments, frame.rendering)
            try frame.rendering.count(result)
            return frame.placed(result, self.offset)
        } catch { throw self.place(error, frame) }
    }
}

final class TestEvaluator: Evaluator {
    private let test: Filter
    private let input: Evaluator
    private let arguments: ArgumentEvaluators

    init(_ test: Filter, _ input: Evaluator, _ arguments: ArgumentEvaluators, offset: Int) {
        self.test = test
        self.input = input
        self.arguments = arguments
        super.init(offset: offset)
    }

    override func value(_ frame: Frame) throws(JinjaError) -> Value {
        let input = try self.input.value(frame)
        do throws(JinjaError) {
            let arguments = self.arguments.isEmpty ? .none : try self.arguments.arguments(frame)
            frame.rendering.escapes = frame.context.autoescape
            return try self.test.body(input, arguments, frame.rendering)
        } catch { throw self.place(error, frame) }
    }
}

/// `x is defined`, the most frequent test.
final class DefinedEvaluator: Evaluator {
    private let input: Evaluator
    private let isDefined: Bool

    init(_ input: Evaluator, isDefined: Bool, offset: Int) {
        self.input = input
        self.isDefined = isDefined
        super.init(offset: offset)
    }

    override func value(_ frame: Frame) throws(JinjaError) -> Value { .bool(try self.isTrue(frame)) }
    override func isTrue(_ frame: Frame) throws(JinjaError) -> Bool {
        if let place = self.input.borrow(frame) { return place.pointee.isUndefined != self.isDefined }
        if self.input.isMissing(frame) { return !self.isDefined }
        return try self.input.value(frame).isUndefined != self.isDefined
    }
}

/// A filter or test that does not exist: an error only when it is reached, as in Jinja2's `if` branches.
final class UnknownFilterEvaluator: Evaluator {
    private let message: String
    private let suggestion: String?
    private let input: Evaluator?
    private let arguments: ArgumentEvaluators

    init(
        _ message: String, suggestion: String?, _ input: Evaluator?, _ arguments: ArgumentEvaluators, offset: Int
    ) {
        self.message = message
        self.suggestion = suggestion
        self.input = input
        self.arguments = arguments
        super.init(offset: offset)
    }

    override func value(_ frame: Frame) throws(JinjaError) -> Value {
        _ = try self.input?.value(frame)
        _ = try self.arguments.arguments(frame)
        throw self.place(JinjaError(.runtime, self.message, suggestion: self.suggestion), frame)
    }
}
