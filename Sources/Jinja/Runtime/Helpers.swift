/// `cycler()`: gives its values in turn.
// Unchecked: it belongs to one rendering.
final class CyclerValue: Object, @unchecked Sendable {
    private let values: [Value]
    private var position = 0

    init(_ values: [Value]) {
        self.values = values
    }

    override var typeName: String { "Cycler" }

    override func attribute(_ name: String, _ rendering: Rendering) throws(JinjaError) -> Value? {
        switch name {
        case "current": self.values[self.position]
        case "pos": .int(self.position)
        case "items": .tuple(TupleValue(self.values))
        case "next", "reset": .object(BoundMethod(name, of: .object(self)))
        default: nil
        }
    }

    func method(_ name: String, _ arguments: Arguments) throws(JinjaError) -> Value {
        _ = try arguments.positionalOnly(0...0)
        if name == "reset" {
            self.position = 0
            return .none
        }
        defer { self.position = (self.position + 1) % self.values.count }
        return self.values[self.position]
    }
}

/// `joiner()`: nothing the first time, the separator from then on.
// Unchecked: it belongs to one rendering.
final class JoinerValue: Object, @unchecked Sendable {
    private let separator: Value
    private var isUsed = false

    init(_ separator: Value) {
        self.separator = separator
    }

    override var typeName: String { "Joiner" }
    override var isCallable: Bool { true }

    override func call(_ arguments: Arguments, _ rendering: Rendering) throws(JinjaError) -> Value {
        _ = try arguments.positionalOnly(0...0)
        defer { self.isUsed = true }
        return self.isUsed ? self.separator : .string("")
    }

    override func attribute(_ name: String, _ rendering: Rendering) throws(JinjaError) -> Value? {
        switch name {
        case "sep": self.separator
        case "used": .bool(self.isUsed)
        default: nil
        }
    }
}

/// A method taken from its value without being called.
// Unchecked like its base: both properties are constant.
final class BoundMethod: Object, @unchecked Sendable {
    private let name: String
    private let owner: Value

    init(_ name: String, of owner: Value) {
        self.name = name
        self.owner = owner
    }

    override var typeName: String { "method" }
    override var isCallable: Bool { true }
    override var printingAdvice: String { "call “\(self.name)” with parentheses" }

    override func call(_ arguments: Arguments, _ rendering: Rendering) throws(JinjaError) -> Value {
        let result = try Methods.call(self.name, on: self.owner, arguments, rendering)
        try rendering.count(result)
        return result
    }
}
