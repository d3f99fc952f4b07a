/// A filter or test: a function of the piped value and further arguments.
public struct Filter: Sendable {
    let body: @Sendable (Value, Arguments, Rendering) throws(JinjaError) -> Value

    /// A filter or, when it returns a truth value, a test.
    public init(_ body: @escaping @Sendable (Value, Arguments, Rendering) throws(JinjaError) -> Value) {
        self.body = body
    }
}
