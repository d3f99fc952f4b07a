/// `{% macro %}`.
final class MacroNode: Node {
    private let macro: MacroProgram
    private let index: Int
    private let publication: Publication?

    init(_ macro: MacroProgram, _ index: Int, _ publication: Publication?) {
        self.macro = macro
        self.index = index
        self.publication = publication
    }

    override func run(_ frame: Frame) throws(JinjaError) -> Flow {
        frame.slots[self.index] = .object(MacroValue(self.macro, frame))
        if let publication = self.publication {
            publication.publish(frame)
            frame.rendering.track(frame)
            frame.rendering.track(frame.context)
        } else {
            if !frame.macroSlots.contains(self.index) { frame.macroSlots.append(self.index) }
        }
        return .next
    }
}

/// `{% call macro() %}`.
final class CallBlockNode: Node {
    private let call: CallEvaluator
    private let body: MacroProgram

    init(_ call: CallEvaluator, _ body: MacroProgram) {
        self.call = call
        self.body = body
    }

    override func run(_ frame: Frame) throws(JinjaError) -> Flow {
        let value = try self.call.call(frame, caller: MacroValue(self.body, frame))
        // Jinja2 writes the result as it is: what a macro gives is finished text.
        guard let text = value.stringValue else {
            throw self.call.place(JinjaError(.type, "A call block must call a macro"), frame)
        }
        do throws(JinjaError) {
            frame.rendering.trace(text, frame, self.call.offset)
            try frame.output.append(text)
        } catch { throw self.call.place(error, frame) }
        return .next
    }
}
