/// The unfinished last line of a terminal: escape sequences, backspaces and carriage returns applied, complete lines handed out.
struct TerminalLine: Sendable {
    /// What the line shows now.
    private(set) var bytes: [UInt8] = []
    private var column = 0
    private var escape = EscapeState.none
    private var pager: PagerErasure?
    /// Set for good when a line was longer than the bound, and its end is lost.
    private(set) var isCut = false

    /// Longer lines are cut, and that is told: the buffer must have a bound.
    static let longestLine = 1 << 24

    /// The line without trailing blanks that a device wrote to erase something.
    var text: ArraySlice<UInt8> {
        self.bytes[self.column...].allSatisfy { $0 == 0x20 } ? self.bytes[..<self.column] : self.bytes[...]
    }

    /// Applies `input` and calls `commit` with each line that a line feed ended.
    mutating func feed(_ input: [UInt8], commit: (ArraySlice<UInt8>) -> Void) {
        var index = input.startIndex
        while index < input.endIndex {
            let byte = input[index]
            if self.escape == .none, self.pager == nil, byte >= 0x20, byte != 0x7F, self.column == self.bytes.count {
                // The usual case, a run of text at the end of the line, is copied at once.
                let end = input[index...].firstIndex { $0 < 0x20 || $0 == 0x7F } ?? input.endIndex
                let room = Self.longestLine - self.bytes.count
                if end - index > room { self.isCut = true }
                self.bytes.append(contentsOf: input[index..<end].prefix(room))
                self.column = self.bytes.count
                self.columnBeforeReturn = nil
                index = end
                continue
            }
            self.apply(byte, commit: commit)
            index += 1
        }
    }

    /// Takes the text of an answered pager off the line; what the device sends to erase it is swallowed.
    mutating func removePager(from start: Int) {
        self.bytes.removeSubrange(start...)
        self.column = start
        self.pager = PagerErasure()
    }

    private mutating func apply(_ byte: UInt8, commit: (ArraySlice<UInt8>) -> Void) {
        if self.escape != .none {
            if let effect = self.escape.consume(byte) { self.perform(effect, commit: commit) }
            return
        }
        if byte == 0x1B {
            self.escape = .started
            return
        }
        if var erasure = self.pager {
            let verdict = erasure.consume(byte)
            self.pager = erasure
            switch verdict {
            case .swallow: return
            case .finish(let blanks):
                self.pager = nil
                for _ in 0..<blanks { self.put(0x20) }
            case .swallowAndFinish:
                self.pager = nil
                return
            }
        }
        switch byte {
        case 0x0A: self.end(commit)
        case 0x0D:
            if self.columnBeforeReturn == nil { self.columnBeforeReturn = self.column }
            self.column = 0
        case 0x08: self.column = max(0, self.column - 1)
        case 0x09, 0x20...0x7E, 0x80...0xFF: self.put(byte)
        default: break
        }
    }

    /// Where the cursor stood before the carriage return of "\r\n", so that erased cells right of it can be told.
    private var columnBeforeReturn: Int?

    private var textAtLineFeed: ArraySlice<UInt8> {
        let end = min(self.columnBeforeReturn ?? self.column, self.bytes.count)
        return self.bytes[end...].allSatisfy { $0 == 0x20 } ? self.bytes[..<end] : self.bytes[...]
    }

    private mutating func put(_ byte: UInt8) {
        self.columnBeforeReturn = nil
        if self.column < self.bytes.count {
            self.bytes[self.column] = byte
        } else if self.bytes.count < Self.longestLine {
            self.bytes.append(byte)
        } else {
            self.isCut = true
        }
        self.column = min(self.column + 1, self.bytes.count)
    }

    private mutating func end(_ commit: (ArraySlice<UInt8>) -> Void) {
        commit(self.textAtLineFeed)
        // The room that one huge line took is not kept for the small ones that follow.
        self.bytes.removeAll(keepingCapacity: self.bytes.capacity <= 1 << 16)
        self.column = 0
        self.columnBeforeReturn = nil
    }

    private mutating func perform(_ effect: EscapeState.Effect, commit: (ArraySlice<UInt8>) -> Void) {
        // What wipes an answered pager moves about on a text that is gone already.
        let isWiping = self.pager != nil
        self.pager?.markErased()
        switch effect {
        case .nothing: break
        case .eraseToEnd: self.bytes.removeSubrange(self.column...)
        case .eraseAll:
            // The cursor stays where it is: the cells left of it become blank.
            self.bytes = [UInt8](repeating: 0x20, count: self.column)
        case .newLine: self.end(commit)
        case .column(let column): if !isWiping { self.move(to: column) }
        case .move(let distance): if !isWiping { self.move(to: self.column + distance) }
        }
    }

    /// Moves the cursor; cells that nothing was written to are blank.
    private mutating func move(to column: Int) {
        self.column = max(0, min(column, 9999))
        if self.column > self.bytes.count {
            self.bytes.append(contentsOf: repeatElement(0x20, count: self.column - self.bytes.count))
        }
    }
}
