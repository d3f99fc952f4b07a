/// A value that only lives inside templates; each kind says what it can do, and can do nothing else.
// Unchecked: an object belongs to the one render that made it; functions of the host are immutable.
public class Object: @unchecked Sendable {
    init() {}

    var typeName: String { "object" }
    var isTrue: Bool { true }
    /// The length, or nil when the kind has none.
    var count: Int? { nil }
    /// Whether `for` and filters may walk over it.
    var isIterable: Bool { false }
    var isCallable: Bool { false }

    /// What `{{ object }}` prints, or nil when printing it makes no sense.
    func printed(_ printer: inout Printer) throws(JinjaError) -> String? { nil }
    func attribute(_ name: String, _ rendering: Rendering) throws(JinjaError) -> Value? { nil }
    func item(_ key: Value, _ rendering: Rendering) throws(JinjaError) -> Value? { nil }
    func iterator() -> ValueIterator? { nil }
    /// The finished HTML of a value that is safe by itself.
    func markup(_ rendering: Rendering) throws(JinjaError) -> String? { nil }
    func equals(_ other: Object) throws(JinjaError) -> Bool { false }
    /// The answer to `item in object`, or nil when a walk must find it.
    func contains(_ item: Value) throws(JinjaError) -> Bool? { nil }
    /// Advice for a kind that cannot be printed.
    var printingAdvice: String { "use one of its attributes or call it" }
    func call(_ arguments: Arguments, _ rendering: Rendering) throws(JinjaError) -> Value {
        throw JinjaError(.type, "This is no function: a value of the type \(self.typeName) cannot be called")
    }
}

/// A function of the host or of the engine.
// Unchecked like its base: both properties are constant.
final class FunctionValue: Object, @unchecked Sendable {
    let name: String
    let body: @Sendable (Arguments, Rendering) throws(JinjaError) -> Value

    init(name: String, body: @escaping @Sendable (Arguments, Rendering) throws(JinjaError) -> Value) {
        self.name = name
        self.body = body
    }

    override var typeName: String { "function" }
    override var isCallable: Bool { true }
    override func call(_ arguments: Arguments, _ rendering: Rendering) throws(JinjaError) -> Value {
        rendering.isKnownOutside = true
        return try self.body(arguments, rendering)
    }
}
