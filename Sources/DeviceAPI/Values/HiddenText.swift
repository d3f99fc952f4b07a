/// A secret on its way to a device; it has no printable form.
struct HiddenText: Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    let value: String

    var description: String { "•••" }
    var debugDescription: String { "•••" }
    /// A mirror without children, so that `dump` shows nothing either.
    var customMirror: Mirror { Mirror(self, children: []) }
}
