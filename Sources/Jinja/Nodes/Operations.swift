final class BinaryEvaluator: Evaluator {
    let operation: BinaryOperator
    private let left: Evaluator
    private let right: Evaluator
    /// The right operand, when it is a constant number.
    private let number: Int?

    init(_ operation: BinaryOperator, _ left: Evaluator, _ right: Evaluator, offset: Int) {
        self.operation = operation
        if case .int(let number)? = right.constant { self.number = number } else { self.number = nil }
        self.left = left
        self.right = right
        super.init(offset: offset)
    }

    override func value(_ frame: Frame) throws(JinjaError) -> Value {
        let left = try self.left.value(frame)
        if let number = self.number, case .int(let value) = left,
            let result = Arithmetic.whole(self.operation, value, number)
        {
            return result
        }
        let right = try self.right.value(frame)
        do throws(JinjaError) {
            let result = try Arithmetic.apply(self.operation, left, right, frame.rendering)
            try frame.rendering.count(result)
            return result
        } catch { throw self.place(error, frame) }
    }
}

/// `and` and `or`, which give one of their operands.
final class LogicEvaluator: Evaluator {
    private let isAnd: Bool
    private let left: Evaluator
    private let right: Evaluator

    init(isAnd: Bool, _ left: Evaluator, _ right: Evaluator, offset: Int) {
        self.isAnd = isAnd
        self.left = left
        self.right = right
        super.init(offset: offset)
    }

    override func value(_ frame: Frame) throws(JinjaError) -> Value {
        let left = try self.left.value(frame)
        do throws(JinjaError) {
            return try left.isTrue() == self.isAnd ? try self.right.value(frame) : left
        } catch { throw self.place(error, frame) }
    }

    override func isTrue(_ frame: Frame) throws(JinjaError) -> Bool {
        try self.left.isTrue(frame) == self.isAnd ? try self.right.isTrue(frame) : !self.isAnd
    }
}

final class NotEvaluator: Evaluator {
    private let operand: Evaluator

    init(_ operand: Evaluator, offset: Int) {
        self.operand = operand
        super.init(offset: offset)
    }

    override func value(_ frame: Frame) throws(JinjaError) -> Value { .bool(try !self.operand.isTrue(frame)) }
    override func isTrue(_ frame: Frame) throws(JinjaError) -> Bool { try !self.operand.isTrue(frame) }
}

final class SignEvaluator: Evaluator {
    let isNegative: Bool
    private let operand: Evaluator

    init(isNegative: Bool, _ operand: Evaluator, offset: Int) {
        self.isNegative = isNegative
        self.operand = operand
        super.init(offset: offset)
    }

    override func value(_ frame: Frame) throws(JinjaError) -> Value {
        let value = try self.operand.value(frame)
        do throws(JinjaError) {
            return try Arithmetic.signed(value, isNegative: self.isNegative)
        } catch { throw self.place(error, frame) }
    }
}

/// `a ~ b ~ c`.
final class ConcatEvaluator: Evaluator {
    private let parts: [Evaluator]
    private let mode: EscapeMode

    init(_ parts: [Evaluator], mode: EscapeMode, offset: Int) {
        self.parts = parts
        self.mode = mode
        super.init(offset: offset)
    }

    override func value(_ frame: Frame) throws(JinjaError) -> Value {
        var values: [Value] = []
        values.reserveCapacity(self.parts.count)
        for part in self.parts { values.append(try part.value(frame)) }
        do throws(JinjaError) {
            if self.parts.count > 16 { try frame.rendering.work(self.parts.count) }
            // Jinja2's `markup_join`: as soon as one part is markup, all others are escaped.
            if self.mode != .off, values.contains(where: \.isMarkup) {
                var text = ""
                for value in values { text += try frame.rendering.escaped(value) }
                try frame.rendering.checkLength(text.utf8.count)
                try frame.rendering.count(.markup(text))
                return .markup(text)
            }
            var text = ""
            for value in values { text += try frame.rendering.text(of: value) }
            try frame.rendering.checkLength(text.utf8.count)
            try frame.rendering.count(.string(text))
            return .string(text)
        } catch { throw self.place(error, frame) }
    }
}

final class CompareEvaluator: Evaluator {
    private let first: Evaluator
    private let rest: [(comparison: CompareOperator, operand: Evaluator)]
    /// The comparison and its operand, when there is only one.
    private let only: CompareOperator?
    private let second: Evaluator

    init(_ first: Evaluator, _ rest: [(comparison: CompareOperator, operand: Evaluator)], offset: Int) {
        self.first = first
        self.rest = rest
        self.only = rest.count == 1 ? rest[0].comparison : nil
        self.second = rest.first?.operand ?? first
        super.init(offset: offset)
    }

    override func value(_ frame: Frame) throws(JinjaError) -> Value { .bool(try self.isTrue(frame)) }

    override func isTrue(_ frame: Frame) throws(JinjaError) -> Bool {
        if let only = self.only, let left = self.first.borrow(frame), let right = self.second.borrow(frame) {
            if case .string(let x) = left.pointee, case .string(let y) = right.pointee {
                if only == .equal { return sameText(x, y) }
                if only == .notEqual { return !sameText(x, y) }
            }
            do throws(JinjaError) {
                return try Comparison.holds(only, left.pointee, right.pointee, frame.rendering)
            } catch { throw self.place(error, frame) }
        }
        var left = try self.first.value(frame)
        if self.rest.count > 16 { try frame.rendering.work(self.rest.count) }
        for (comparison, operand) in self.rest {
            let right = try operand.value(frame)
            do throws(JinjaError) {
                guard try Comparison.holds(comparison, left, right, frame.rendering) else { return false }
            } catch { throw self.place(error, frame) }
            left = right
        }
        return true
    }
}

/// `a if test else b`; without `else` the result is undefined but lenient, as in Jinja2.
final class ConditionalEvaluator: Evaluator {
    private let test: Evaluator
    private let then: Evaluator
    private let otherwise: Evaluator?

    init(test: Evaluator, then: Evaluator, otherwise: Evaluator?, offset: Int) {
        self.test = test
        self.then = then
        self.otherwise = otherwise
        super.init(offset: offset)
    }

    override func write(_ frame: Frame, _ mode: EscapeMode) throws(JinjaError) {
        if try self.test.isTrue(frame) {
            try self.then.write(frame, mode)
        } else {
            try self.otherwise?.write(frame, mode)
        }
    }

    override func value(_ frame: Frame) throws(JinjaError) -> Value {
        if try self.test.isTrue(frame) { return try self.then.value(frame) }
        if let otherwise = self.otherwise { return try otherwise.value(frame) }
        return .undefined(
            Undefined(
                name: "", hint: "The inline if has no else, and its condition is false", kind: .lenient))
    }
}
