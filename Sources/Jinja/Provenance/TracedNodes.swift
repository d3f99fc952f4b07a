/// Constant text that tells where each of its lines was written.
final class TracedTextNode: Node {
    private let lines: [(text: String, line: Int)]

    init(_ text: String, line: Int) {
        var lines: [(bytes: [UInt8], line: Int)] = []
        var line = line
        for part in text.utf8.split(separator: 10, omittingEmptySubsequences: false) {
            lines.append((Array(part) + [10], line))
            line += 1
        }
        lines[lines.count - 1].bytes.removeLast()
        self.lines = lines.filter { !$0.bytes.isEmpty }.map { (String(decoding: $0.bytes, as: UTF8.self), $0.line) }
    }

    override func run(_ frame: Frame) throws(JinjaError) -> Flow {
        let output = frame.rendering.output
        for (text, line) in self.lines {
            output.trace?.note(output.count, LineTrace.Place(source: frame.program.source, line: line))
            try output.append(text)
        }
        return .next
    }
}

/// `{{ expression }}` that tells where it was written, or where the text it prints was.
final class TracedOutputNode: Node {
    private let expression: Evaluator
    private let mode: EscapeMode

    init(_ expression: Evaluator, mode: EscapeMode) {
        self.expression = expression
        self.mode = mode
    }

    override func run(_ frame: Frame) throws(JinjaError) -> Flow {
        let value = try self.expression.value(frame)
        do throws(JinjaError) {
            frame.rendering.trace(value.stringValue ?? "", frame, self.expression.offset)
            try frame.write(value, escaped: self.mode.isOn(frame))
        } catch { throw self.expression.place(error, frame) }
        return .next
    }
}

extension Rendering {
    /// Says where the text that is written next comes from, when anybody asks.
    func trace(_ text: String, _ frame: Frame, _ offset: Int) {
        guard let trace = self.output.trace else { return }
        let place = LineTrace.Place(source: frame.program.source, line: frame.program.source.line(at: offset))
        trace.note(text, self.output.count, place)
    }
}

extension Filter {
    /// The same filter, which tells that lines of its result are those of its input.
    var traced: Filter {
        let body = self.body
        return Filter { value, arguments, rendering throws(JinjaError) in
            let result = try body(value, arguments, rendering)
            if let old = value.stringValue, let new = result.stringValue { rendering.output.trace?.transfer(old, new) }
            return result
        }
    }
}
