/// `value|default(constant)`, the most frequent filter: the value is not copied, and a missing one makes no undefined value.
final class DefaultEvaluator: PlacedEvaluator {
    private let input: Evaluator
    private let fallback: ConstantEvaluator

    init(_ input: Evaluator, _ fallback: ConstantEvaluator, offset: Int) {
        self.input = input
        self.fallback = fallback
        super.init(offset: offset)
    }

    override func value(_ frame: Frame) throws(JinjaError) -> Value {
        if let place = self.borrow(frame) { return place.pointee }
        let value = try self.input.value(frame)
        return value.isUndefined ? try self.fallback.value(frame) : value
    }

    override func borrow(_ frame: Frame) -> UnsafePointer<Value>? {
        if let place = self.input.borrow(frame) {
            return place.pointee.isUndefined ? self.fallback.borrow(frame) : place
        }
        return self.input.isMissing(frame) ? self.fallback.borrow(frame) : nil
    }
}
