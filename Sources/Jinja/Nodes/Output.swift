/// Constant text.
final class TextNode: Node {
    private let bytes: UnsafeMutableBufferPointer<UInt8>

    init(_ text: String) {
        self.bytes = .allocate(capacity: text.utf8.count)
        _ = self.bytes.initialize(from: text.utf8)
    }

    deinit {
        self.bytes.deallocate()
    }

    override func run(_ frame: Frame) throws(JinjaError) -> Flow {
        try frame.output.append(UnsafeBufferPointer(self.bytes))
        return .next
    }
}

/// `{{ expression }}`.
final class OutputNode: Node {
    private let expression: Evaluator
    private let mode: EscapeMode

    init(_ expression: Evaluator, mode: EscapeMode) {
        self.expression = expression
        self.mode = mode
    }

    override func run(_ frame: Frame) throws(JinjaError) -> Flow {
        try self.expression.write(frame, self.mode)
        return .next
    }
}

/// Output of a child template outside its blocks: nothing, once it has extended another.
final class UnlessExtendedNode: Node {
    private let body: Body

    init(_ body: [Node]) {
        self.body = Body(body)
    }

    override func run(_ frame: Frame) throws(JinjaError) -> Flow {
        frame.root.parentTemplate == nil ? try self.body.run(frame) : .next
    }
}

extension Frame {
    /// Prints a value, escaped unless it is markup.
    @inline(__always)
    func write(_ value: borrowing Value, escaped: Bool) throws(JinjaError) {
        switch value {
        case .string(let text): try self.write(text, escaped: escaped)
        case .markup(let text): try self.output.append(text)
        case .int(let number): try self.output.append(number)
        default: try self.writeOther(copy value, escaped: escaped)
        }
    }

    /// Prints text.
    @inline(__always)
    func write(_ text: String, escaped: Bool) throws(JinjaError) {
        if escaped { try self.output.appendEscaped(text) } else { try self.output.append(text) }
    }

    @inline(never)
    private func writeOther(_ value: Value, escaped: Bool) throws(JinjaError) {
        if case .object(let object) = value, let html = try object.markup(self.rendering) {
            return try self.output.append(html)
        }
        try self.write(try self.rendering.text(of: value), escaped: escaped)
    }
}
