/// What a filter does to a short ASCII text; all other text goes through the filter itself.
class TextStep {
    /// Changes the text; false when it has become too long.
    func apply(_ text: inout ShortText) -> Bool { false }
}

/// A step without arguments.
final class PlainStep: TextStep {
    private let change: @Sendable (inout ShortText) -> Void

    init(_ change: @escaping @Sendable (inout ShortText) -> Void) {
        self.change = change
    }

    override func apply(_ text: inout ShortText) -> Bool {
        self.change(&text)
        return true
    }
}

/// `replace('a', 'b')`.
final class ReplaceStep: TextStep {
    private let old: UnsafeMutableBufferPointer<UInt8>
    private let new: UnsafeMutableBufferPointer<UInt8>

    /// Nil for arguments that need the filter itself.
    init?(_ arguments: Arguments) {
        guard arguments.named.isEmpty, arguments.positional.count == 2,
            case .string(let old) = arguments.positional[0], case .string(let new) = arguments.positional[1],
            !old.isEmpty, PythonText.isASCII(old), PythonText.isASCII(new)
        else { return nil }
        self.old = .allocate(capacity: old.utf8.count)
        self.new = .allocate(capacity: new.utf8.count)
        _ = self.old.initialize(from: old.utf8)
        _ = self.new.initialize(from: new.utf8)
    }

    deinit {
        self.old.deallocate()
        self.new.deallocate()
    }

    override func apply(_ text: inout ShortText) -> Bool {
        text.replace(UnsafeBufferPointer(self.old), UnsafeBufferPointer(self.new))
    }
}
