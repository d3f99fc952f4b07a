/// Reads server-sent events out of bytes as they come (WHATWG HTML, section 9.2 «Server-sent events»).
struct EventParser {
    /// One event or line may hold so many bytes.
    let limit: Int
    /// The id that a reconnection names; an event without one keeps it.
    private(set) var lastID: String?
    /// How long the server wants us to wait before we connect again.
    private(set) var retry: Duration?

    private var line: [UInt8] = []
    private var name = ""
    private var data: [UInt8] = []
    private var hasData = false
    private var sawReturn = false
    private var isAtStart = true

    /// Thrown when a line or an event is larger than the limit.
    struct TooLarge: Error {}

    init(limit: Int) {
        self.limit = limit
    }

    /// Takes bytes in any division and gives the events that are complete by now.
    mutating func take(_ bytes: some Sequence<UInt8>) throws(TooLarge) -> [ServerSentEvent] {
        var events: [ServerSentEvent] = []
        for byte in bytes {
            // A line ends with CR, LF or both; only the next byte tells whether the CR was half of an end.
            let isSecondHalf = self.sawReturn && byte == 0x0A
            self.sawReturn = byte == 0x0D
            if isSecondHalf { continue }
            if byte == 0x0D || byte == 0x0A {
                if let event = try self.endLine() { events.append(event) }
            } else {
                guard self.line.count < self.limit else { throw TooLarge() }
                self.line.append(byte)
            }
        }
        return events
    }

    /// A new connection: what was begun is lost, what was learnt stays.
    mutating func reconnected() {
        (self.line, self.name, self.data, self.hasData) = ([], "", [], false)
        (self.sawReturn, self.isAtStart) = (false, true)
    }

    private mutating func endLine() throws(TooLarge) -> ServerSentEvent? {
        defer { self.line.removeAll(keepingCapacity: true) }
        if self.isAtStart {
            self.isAtStart = false
            if self.line.starts(with: [0xEF, 0xBB, 0xBF]) { self.line.removeFirst(3) }
        }
        if self.line.isEmpty { return self.dispatch() }
        guard let colon = self.line.firstIndex(of: 0x3A) else {
            try self.takeField(self.line[...], value: [])
            return nil
        }
        // A line that begins with a colon is a comment, and often a sign of life.
        if colon == 0 { return nil }
        var value = self.line[(colon + 1)...]
        if value.first == 0x20 { value = value.dropFirst() }
        try self.takeField(self.line[..<colon], value: value)
        return nil
    }

    private mutating func takeField(_ field: ArraySlice<UInt8>, value: ArraySlice<UInt8>) throws(TooLarge) {
        switch String(decoding: field, as: UTF8.self) {
        case "event": self.name = String(decoding: value, as: UTF8.self)
        case "data":
            guard self.data.count + value.count < self.limit else { throw TooLarge() }
            if self.hasData { self.data.append(0x0A) }
            self.data += value
            self.hasData = true
        case "id" where !value.contains(0): self.lastID = String(decoding: value, as: UTF8.self)
        case "retry":
            guard !value.isEmpty, value.allSatisfy({ (0x30...0x39).contains($0) }),
                let milliseconds = Int(String(decoding: value, as: UTF8.self))
            else { return }
            self.retry = .milliseconds(min(milliseconds, 86_400_000))
        default: return
        }
    }

    private mutating func dispatch() -> ServerSentEvent? {
        defer {
            self.name = ""
            self.data.removeAll(keepingCapacity: true)
            self.hasData = false
        }
        guard self.hasData else { return nil }
        return ServerSentEvent(
            name: self.name.isEmpty ? "message" : self.name, data: String(decoding: self.data, as: UTF8.self),
            id: self.lastID.flatMap { $0.isEmpty ? nil : $0 })
    }
}
