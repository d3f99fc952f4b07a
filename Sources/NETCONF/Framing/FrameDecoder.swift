/// Finds messages in what arrives, however it is cut; holds at most one message beyond what was not asked for yet.
struct FrameDecoder {
    /// Why the bytes are no messages.
    enum Problem: Error, Hashable {
        /// A message is larger than the bound.
        case tooLarge
        /// The chunks are not as RFC 6242 section 4.2 has them.
        case badChunk
    }

    /// Where in the chunked form the next byte belongs.
    private enum State {
        /// Before `\n#` of a chunk or of the end; the number says how much of it has come.
        case start(Int)
        /// In the digits of the size, so far this one.
        case size(Int)
        /// In the data, so many bytes are missing.
        case data(Int)
        /// Behind `\n##`.
        case end
    }

    /// Changes after the two hellos; what has arrived behind them belongs to the new form.
    var framing = Framing.endOfMessage
    /// The largest message in bytes.
    var limit: Int
    private var input: [UInt8] = []
    private var position = 0
    private var message: [UInt8] = []
    private var state = State.start(0)

    /// A decoder.
    init(limit: Int) { self.limit = limit }

    /// Takes what has arrived.
    mutating func feed(_ bytes: [UInt8]) {
        if self.position > 0 {
            self.input.removeFirst(self.position)
            self.position = 0
        }
        self.input += bytes
    }

    /// The next whole message; nil when more has to arrive first.
    mutating func next() throws(Problem) -> [UInt8]? {
        switch self.framing {
        case .endOfMessage: try self.nextDelimited()
        case .chunked: try self.nextChunked()
        }
    }

    private mutating func nextDelimited() throws(Problem) -> [UInt8]? {
        let delimiter = Framing.delimiter
        while self.position < self.input.count {
            self.message.append(self.input[self.position])
            self.position += 1
            if self.message.last == delimiter.last, self.message.suffix(delimiter.count).elementsEqual(delimiter) {
                self.message.removeLast(delimiter.count)
                return self.take()
            }
            guard self.message.count <= self.limit + delimiter.count else { throw .tooLarge }
        }
        return nil
    }

    private mutating func nextChunked() throws(Problem) -> [UInt8]? {
        while self.position < self.input.count {
            let byte = self.input[self.position]
            switch self.state {
            case .start(let count):
                guard byte == Array("\n#".utf8)[count] else { throw .badChunk }
                self.state = count == 0 ? .start(1) : .size(0)
            case .size(0) where byte == UInt8(ascii: "#"):
                // An end without a chunk before it is no message.
                guard !self.message.isEmpty else { throw .badChunk }
                self.state = .end
            case .size(let size) where size > 0 && byte == UInt8(ascii: "\n"):
                guard self.message.count + size <= self.limit else { throw .tooLarge }
                self.state = .data(size)
            case .size(let size):
                // No sign, no zero in front, at most 4,294,967,295.
                guard (0x30...0x39).contains(byte), size > 0 || byte != UInt8(ascii: "0") else { throw .badChunk }
                let larger = size * 10 + Int(byte - 0x30)
                guard larger <= 4_294_967_295 else { throw .badChunk }
                self.state = .size(larger)
            case .data(let missing):
                let end = min(self.position + missing, self.input.count)
                self.message += self.input[self.position..<end]
                let rest = missing - (end - self.position)
                self.position = end
                self.state = rest == 0 ? .start(0) : .data(rest)
                continue
            case .end:
                guard byte == UInt8(ascii: "\n") else { throw .badChunk }
                self.position += 1
                self.state = .start(0)
                return self.take()
            }
            self.position += 1
        }
        return nil
    }

    private mutating func take() -> [UInt8] {
        defer { self.message = [] }
        return self.message
    }
}
