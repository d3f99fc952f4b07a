/// `self` in a template: its blocks by name.
// Unchecked: it belongs to one rendering.
final class TemplateReference: Object, @unchecked Sendable {
    private let context: Context
    private let name: String

    init(_ context: Context, of program: Program) {
        self.context = context
        self.name = program.name
    }

    override func printed(_ printer: inout Printer) throws(JinjaError) -> String? {
        "<TemplateReference \(StringLiteral.repr(self.name))>"
    }

    override var typeName: String { "TemplateReference" }

    override func attribute(_ name: String, _ rendering: Rendering) throws(JinjaError) -> Value? {
        guard self.context.blocks[name] != nil else { return nil }
        return BlockReference.value(name, 0, self.context, rendering)
    }

    override func item(_ key: Value, _ rendering: Rendering) throws(JinjaError) -> Value? {
        guard let name = key.stringValue else { return nil }
        return try self.attribute(name, rendering)
    }
}

/// `super` and `self.name`: calling it renders the block.
// Unchecked: it belongs to one rendering.
final class BlockReference: Object, @unchecked Sendable {
    private let name: String
    private let depth: Int
    private let context: Context

    private init(_ name: String, _ depth: Int, _ context: Context) {
        self.name = name
        self.depth = depth
        self.context = context
    }

    static func value(_ name: String, _ depth: Int, _ context: Context, _ rendering: Rendering) -> Value {
        guard depth < context.blocks[name]?.count ?? 0 else {
            return rendering.undefined(
                "super", hint: "There is no parent block “\(name)”",
                pythonHint: "there is no parent block called \(StringLiteral.repr(name)).")
        }
        return .object(BlockReference(name, depth, context))
    }

    override var typeName: String { "BlockReference" }
    override var isCallable: Bool { true }

    override func attribute(_ name: String, _ rendering: Rendering) throws(JinjaError) -> Value? {
        switch name {
        case "super": BlockReference.value(self.name, self.depth + 1, self.context, rendering)
        case "name": .string(self.name)
        default: nil
        }
    }

    override func call(_ arguments: Arguments, _ rendering: Rendering) throws(JinjaError) -> Value {
        _ = try arguments.positionalOnly(0...0)
        guard let block = self.context.blocks[self.name]?.dropFirst(self.depth).first else { return .string("") }
        let mark = try rendering.output.mark()
        try block.run(self.context, depth: self.depth, rendering)
        let text = rendering.output.take(from: mark)
        try rendering.count(.string(text))
        return self.context.autoescape ? .markup(text) : .string(text)
    }
}
