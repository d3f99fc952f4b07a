/// What follows a statement: the next one, or leaving the loop around it.
enum Flow {
    case next, leaveLoop, nextStep
}

/// A compiled statement. Nodes are constant once made.
class Node {
    func run(_ frame: Frame) throws(JinjaError) -> Flow { .next }
}

/// A compiled expression. Evaluators are constant once made.
class Evaluator {
    let offset: Int

    init(offset: Int) {
        self.offset = offset
    }

    func value(_ frame: Frame) throws(JinjaError) -> Value { .none }

    /// Where the value already is, when nothing needs to be worked out; it must be used before anything else runs.
    /// Nil tells nothing: `value` gives the value, or the error.
    func borrow(_ frame: Frame) -> UnsafePointer<Value>? { nil }

    /// Whether the value is known not to exist, without making the undefined value that tells about it.
    func isMissing(_ frame: Frame) -> Bool { false }

    /// Prints the value.
    func write(_ frame: Frame, _ mode: EscapeMode) throws(JinjaError) {
        let value = try self.value(frame)
        do throws(JinjaError) { try frame.write(value, escaped: mode.isOn(frame)) } catch {
            throw self.place(error, frame)
        }
    }

    func isTrue(_ frame: Frame) throws(JinjaError) -> Bool {
        do throws(JinjaError) { return try self.value(frame).isTrue() } catch { throw self.place(error, frame) }
    }

    /// The value when it is the same in every rendering.
    var constant: Value? { nil }

    /// The error with this expression's place, unless it has one.
    func place(_ error: JinjaError, _ frame: Frame) -> JinjaError {
        error.located(frame.program.source, self.offset)
    }
}

/// How printed values are escaped: known when compiling, except inside `{% autoescape variable %}`.
enum EscapeMode {
    case on, off, dynamic

    @inline(__always)
    func isOn(_ frame: Frame) -> Bool {
        switch self {
        case .on: true
        case .off: false
        case .dynamic: frame.context.autoescape
        }
    }
}
