/// A filter or test: a function of the piped value and further arguments.
public struct Filter: Sendable {
    let body: @Sendable (Value, Arguments, Rendering) throws(JinjaError) -> Value
    /// What the filter does to short text, when its arguments are constant and allow for that.
    let step: (@Sendable (Arguments) -> TextStep?)?

    /// A filter or, when it returns a truth value, a test.
    public init(_ body: @escaping @Sendable (Value, Arguments, Rendering) throws(JinjaError) -> Value) {
        self.init(step: nil, body)
    }

    init(
        step: (@Sendable (Arguments) -> TextStep?)?,
        _ body: @escaping @Sendable (Value, Arguments, Rendering) throws(JinjaError) -> Value
    ) {
        self.body = body
        self.step = step
    }

    /// A filter of text without arguments.
    init(
        change: @escaping @Sendable (inout ShortText) -> Void,
        _ body: @escaping @Sendable (Value, Arguments, Rendering) throws(JinjaError) -> Value
    ) {
        self.init(step: { $0.positional.isEmpty && $0.named.isEmpty ? PlainStep(change) : nil }, body)
    }
}
