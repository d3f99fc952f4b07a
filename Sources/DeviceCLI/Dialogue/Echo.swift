/// Recognises the line in which the device echoes a command, even when log messages split it.
struct Echo: Sendable {
    private let command: [UInt8]
    private let lineBefore: [UInt8]
    private let mayBeMangled: Bool
    private var remaining: ArraySlice<UInt8>
    private var isFirstLine = true

    /// `lineBefore` is what the last line showed when the command was sent, usually the prompt.
    init(command: String, lineBefore: ArraySlice<UInt8>, width: Int) {
        self.command = Self.trimmed(Array(command.utf8)[...])
        self.lineBefore = Self.trimmed(lineBefore)
        self.remaining = self.command[...]
        // Lines that do not fit are scrolled or redrawn by the device: then the first line is taken as it is.
        self.mayBeMangled = self.command.count + self.lineBefore.count + 2 >= width
    }

    /// Whether this complete line ends the echo; gives what stood before the command in it (a prompt, or nothing).
    mutating func isCompleted(by line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        let line = Self.trimmed(line)[...]
        defer { self.isFirstLine = false }
        if line.ends(with: self.command) { return line.dropLast(self.command.count) }
        if !self.isFirstLine, line.elementsEqual(self.remaining) { return [] }
        guard self.isFirstLine else { return nil }
        if line.starts(with: self.lineBefore) {
            let typed = line.dropFirst(self.lineBefore.count).drop { $0 == 0x20 }
            let wanted = self.command.drop { $0 == 0x20 }
            if wanted.starts(with: typed) {
                self.remaining = wanted.dropFirst(typed.count)
                return nil
            }
        }
        return self.mayBeMangled ? [] : nil
    }

    /// Whether `text` is what the line showed already when the command was sent.
    func isLineBefore(_ text: ArraySlice<UInt8>) -> Bool { Self.trimmed(text) == self.lineBefore }

    /// Whether the command begins with this.
    func begins(with text: ArraySlice<UInt8>) -> Bool { self.command.starts(with: Self.trimmed(text)) }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var bytes = bytes
        while bytes.last == 0x20 { bytes.removeLast() }
        return Array(bytes)
    }
}

extension ArraySlice<UInt8> {
    func ends(with other: [UInt8]) -> Bool {
        self.count >= other.count && self.suffix(other.count).elementsEqual(other)
    }
}
