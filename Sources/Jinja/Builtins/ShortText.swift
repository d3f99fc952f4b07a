/// A short ASCII text in the room behind the output, which filters change there: without making a text for each step.
struct ShortText {
    /// The longest text, in bytes.
    static let most = 240
    /// The room that it needs: for the text, and for what a filter makes of it.
    static let room = 2 * ShortText.most

    private var base: UnsafeMutablePointer<UInt8>
    private var spare: UnsafeMutablePointer<UInt8>
    private var start = 0
    private(set) var count: Int

    /// A copy of the text; nil when it is long or not ASCII.
    init?(_ text: String, room: UnsafeMutablePointer<UInt8>) {
        self.count = text.utf8.count
        self.base = room
        self.spare = room + Self.most
        guard self.count <= Self.most else { return nil }
        var seen: UInt8 = 0
        let count = self.count
        let isASCII = text.utf8.withContiguousStorageIfAvailable { source in
            for position in 0..<count {
                seen |= source[position]
                room[position] = source[position]
            }
            return seen < 128
        }
        guard isASCII == true else { return nil }
    }

    /// Where the text is.
    var bytes: UnsafeMutablePointer<UInt8> { self.base + self.start }

    func upper() {
        let bytes = self.bytes
        for position in 0..<self.count where bytes[position] &- 97 < 26 { bytes[position] &-= 32 }
    }

    func lower() {
        let bytes = self.bytes
        for position in 0..<self.count where bytes[position] &- 65 < 26 { bytes[position] &+= 32 }
    }

    func capitalize() {
        self.lower()
        if self.count > 0, self.bytes[0] &- 97 < 26 { self.bytes[0] &-= 32 }
    }

    /// Jinja2's `title`: words begin after spaces, hyphens and opening brackets.
    func title() {
        self.lower()
        let bytes = self.bytes
        var isInWord = false
        for position in 0..<self.count {
            let byte = bytes[position]
            if !isInWord, byte &- 97 < 26 { bytes[position] = byte &- 32 }
            isInWord = !(byte.isSpace || byte == 45 || byte == 40 || byte == 123 || byte == 91 || byte == 60)
        }
    }

    /// Removes whitespace at both ends.
    mutating func trim() {
        while self.count > 0, self.bytes[self.count - 1].isSpace { self.count -= 1 }
        while self.count > 0, self.bytes[0].isSpace {
            self.start += 1
            self.count -= 1
        }
    }

    /// Replaces each occurrence of `old`, which is not empty; false when the result is too long.
    mutating func replace(_ old: UnsafeBufferPointer<UInt8>, _ new: UnsafeBufferPointer<UInt8>) -> Bool {
        let bytes = self.bytes
        if old.count == 1, new.count == 1 {
            for position in 0..<self.count where bytes[position] == old[0] { bytes[position] = new[0] }
            return true
        }
        var end = 0
        var here = 0
        while here < self.count {
            var length = 0
            while length < old.count, here + length < self.count, bytes[here + length] == old[length] { length += 1 }
            let isFound = length == old.count
            guard end + (isFound ? new.count : 1) <= Self.most else { return false }
            if isFound {
                for byte in new {
                    self.spare[end] = byte
                    end += 1
                }
                here += old.count
            } else {
                self.spare[end] = bytes[here]
                end += 1
                here += 1
            }
        }
        swap(&self.base, &self.spare)
        self.start = 0
        self.count = end
        return true
    }

    var text: String { String(decoding: UnsafeBufferPointer(start: self.bytes, count: self.count), as: UTF8.self) }
}
