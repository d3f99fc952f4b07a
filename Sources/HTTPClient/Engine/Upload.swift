/// The part of a streamed body that waits to be sent.
struct Upload {
    private var bytes: [UInt8] = []
    private var given = 0
    private var isComplete = false
    /// libcurl asked in vain and waits to be told of more.
    var isStarved = false
    /// No more is wanted; what comes is dropped.
    var isAbandoned = false

    var count: Int { self.bytes.count - self.given }
    var hasNews: Bool { self.count > 0 || self.isComplete }

    /// Takes a piece, nil for the end.
    mutating func take(_ piece: [UInt8]?) {
        guard let piece else {
            self.isComplete = true
            return
        }
        if self.isAbandoned { return }
        if self.given > 0 {
            self.bytes.removeFirst(self.given)
            self.given = 0
        }
        self.bytes += piece
    }

    /// Moves bytes into the buffer; 0 at the end, nil when there are none yet.
    mutating func give(_ buffer: UnsafeMutableRawBufferPointer) -> Int? {
        let count = min(self.count, buffer.count)
        if count == 0 {
            self.isStarved = !self.isComplete
            return self.isComplete ? 0 : nil
        }
        buffer.copyBytes(from: self.bytes[self.given..<self.given + count])
        self.given += count
        if self.given == self.bytes.count {
            self.bytes.removeAll(keepingCapacity: true)
            self.given = 0
        }
        return count
    }
}
