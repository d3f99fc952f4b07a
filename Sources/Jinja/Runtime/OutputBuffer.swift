/// The bytes rendered so far; a macro or block set takes back its own tail as text.
final class OutputBuffer {
    // A raw buffer: appending is the hottest path, and an array inside a class pays for exclusivity checks.
    private var base: UnsafeMutablePointer<UInt8>
    private(set) var count = 0
    private var capacity: Int
    private let limit: Int
    /// Where full buffers go; without it all output is kept.
    private let sink: OutputSink?
    /// The bytes that went there.
    private var sent = 0
    /// The tails that are going to be taken back.
    private var marks = 0
    /// Told where the text comes from, on demand.
    var trace: LineTrace?

    init(limit: Int, sink: OutputSink? = nil) {
        self.limit = limit
        self.sink = sink
        // Small enough for the fast lists of the allocator.
        self.capacity = max(1, min(limit, sink == nil ? 1000 : 1 << 16))
        self.base = .allocate(capacity: self.capacity)
    }

    deinit {
        self.base.deallocate()
    }

    func append(_ text: String) throws(JinjaError) {
        let added = text.utf8.count
        try self.reserve(added)
        let target = self.base + self.count
        let isWritten: Void? = text.utf8.withContiguousStorageIfAvailable { bytes in
            if let start = bytes.baseAddress { target.update(from: start, count: bytes.count) }
        }
        if isWritten == nil { self.copy(text.utf8, to: target) }
        self.count += added
    }

    @inline(never)
    private func copy(_ text: String.UTF8View, to target: UnsafeMutablePointer<UInt8>) {
        for (position, byte) in text.enumerated() { target[position] = byte }
    }

    // A call of its own: put into its callers, it would count references to this buffer.
    @inline(never)
    func append(_ bytes: UnsafeBufferPointer<UInt8>) throws(JinjaError) {
        try self.reserve(bytes.count)
        if let start = bytes.baseAddress { (self.base + self.count).update(from: start, count: bytes.count) }
        self.count += bytes.count
    }

    /// Appends text with `& < > " '` replaced, as markupsafe does.
    func appendEscaped(_ text: String) throws(JinjaError) {
        var text = text
        let extra = text.withUTF8 { HTMLEscape.extraBytes($0) }
        if extra == 0 { return try self.append(text) }
        let added = text.utf8.count + extra
        try self.reserve(added)
        let target = self.base + self.count
        text.withUTF8 { HTMLEscape.escape($0, into: target) }
        self.count += added
    }

    func append(_ number: Int) throws(JinjaError) {
        try self.reserve(20)
        if number == 0 {
            self.base[self.count] = 48
            self.count += 1
            return
        }
        if number < 0 {
            self.base[self.count] = 45
            self.count += 1
        }
        var rest = number.magnitude
        var length = 0
        var probe = rest
        while probe > 0 {
            length += 1
            probe /= 10
        }
        var position = self.count + length
        while rest > 0 {
            position -= 1
            self.base[position] = UInt8(truncatingIfNeeded: 48 + rest % 10)
            rest /= 10
        }
        self.count += length
    }

    /// Where the output is now, from where on it will be taken back by `take`.
    func mark() throws(JinjaError) -> Int {
        // Sent early, or a buffer that is mostly filled between marks would grow instead.
        if self.marks == 0, self.sink != nil, self.count >= 1 << 15 { try self.send() }
        self.marks += 1
        return self.count
    }

    /// Removes everything after `mark` and returns it.
    func take(from mark: Int) -> String {
        self.marks -= 1
        let tail = UnsafeBufferPointer(start: self.base + mark, count: self.count - mark)
        let text = String(decoding: tail, as: UTF8.self)
        self.trace?.capture(text, from: mark)
        self.count = mark
        return text
    }

    var bytes: [UInt8] { Array(UnsafeBufferPointer(start: self.base, count: self.count)) }
    var text: String { String(decoding: UnsafeBufferPointer(start: self.base, count: self.count), as: UTF8.self) }

    @inline(__always)
    private func reserve(_ added: Int) throws(JinjaError) {
        if self.count + added > self.capacity { try self.grow(self.count + added) }
    }

    /// Sends what is left to the sink.
    func finish() throws(JinjaError) {
        if self.count > 0 { try self.send() }
    }

    private func send() throws(JinjaError) {
        guard let sink = self.sink else { return }
        guard self.sent + self.count <= sink.limit else {
            throw JinjaError(.limit, "The output is longer than \(sink.limit) bytes")
        }
        try sink.send(UnsafeRawBufferPointer(start: self.base, count: self.count))
        self.sent += self.count
        self.count = 0
    }

    /// Makes room, by sending what nobody will take back or by growing.
    private func grow(_ needed: Int) throws(JinjaError) {
        var needed = needed
        if self.sink != nil, self.marks == 0 {
            needed -= self.count
            try self.send()
            if needed <= self.capacity { return }
        }
        guard needed <= self.limit else {
            throw JinjaError(.limit, "The output is longer than \(self.limit) bytes")
        }
        let capacity = min(self.limit, max(needed, self.capacity * 2))
        let grown = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        grown.update(from: self.base, count: self.count)
        self.base.deallocate()
        self.base = grown
        self.capacity = capacity
    }
}
