/// The bytes rendered so far; a macro or block set takes back its own tail as text.
// A handle on raw memory: appending is the hottest path, and an object would count references and check for exclusive access.
struct OutputBuffer {
    private struct State {
        var base: UnsafeMutablePointer<UInt8>
        var count = 0
        var capacity: Int
        let limit: Int
        /// Where full buffers go; without it all output is kept.
        let sink: OutputSink?
        /// The bytes that went there.
        var sent = 0
        /// The tails that are going to be taken back.
        var marks = 0
        var trace: LineTrace?
    }

    private let state: UnsafeMutablePointer<State>

    /// A buffer that must be released.
    init(limit: Int, expected: Int, sink: OutputSink? = nil) {
        // One piece of memory for the state and the first bytes; mostly small enough for the fast lists of the allocator.
        let capacity = max(1, min(limit, sink == nil ? max(1000 - Self.header, expected) : 1 << 16))
        let memory = UnsafeMutableRawPointer.allocate(
            byteCount: Self.header + capacity, alignment: MemoryLayout<State>.alignment)
        let base = (memory + Self.header).bindMemory(to: UInt8.self, capacity: capacity)
        self.state = memory.initializeMemory(
            as: State.self, to: State(base: base, capacity: capacity, limit: limit, sink: sink))
    }

    private static var header: Int { MemoryLayout<State>.stride }
    private var first: UnsafeMutablePointer<UInt8> {
        (UnsafeMutableRawPointer(self.state) + Self.header).assumingMemoryBound(to: UInt8.self)
    }

    /// Frees the memory; the buffer is not used afterwards.
    func release() {
        if self.state.pointee.base != self.first { self.state.pointee.base.deallocate() }
        self.state.deinitialize(count: 1)
        UnsafeMutableRawPointer(self.state).deallocate()
    }

    /// Forgets all bytes.
    func restart() {
        self.state.pointee.count = 0
        self.state.pointee.marks = 0
    }

    /// The bytes there is room for before memory is asked for.
    var capacity: Int { self.state.pointee.capacity }

    /// The bytes held now.
    var count: Int { self.state.pointee.count }

    /// Told where the text comes from, on demand.
    var trace: LineTrace? {
        get { self.state.pointee.trace }
        nonmutating set { self.state.pointee.trace = newValue }
    }

    @inline(__always)
    func append(_ text: String) throws(JinjaError) {
        let bytes = text.utf8
        let target = try self.reserve(bytes.count)
        let isWritten: Void? = bytes.withContiguousStorageIfAvailable { bytes in
            if let start = bytes.baseAddress { target.update(from: start, count: bytes.count) }
        }
        if isWritten == nil { self.copy(bytes, to: target) }
        self.state.pointee.count += bytes.count
    }

    @inline(never)
    private func copy(_ text: String.UTF8View, to target: UnsafeMutablePointer<UInt8>) {
        for (position, byte) in text.enumerated() { target[position] = byte }
    }

    @inline(__always)
    func append(_ bytes: UnsafeBufferPointer<UInt8>) throws(JinjaError) {
        guard let start = bytes.baseAddress else { return }
        try self.reserve(bytes.count).update(from: start, count: bytes.count)
        self.state.pointee.count += bytes.count
    }

    /// Appends text with `& < > " '` replaced, as markupsafe does.
    func appendEscaped(_ text: String) throws(JinjaError) {
        var text = text
        let extra = text.withUTF8 { HTMLEscape.extraBytes($0) }
        if extra == 0 { return try self.append(text) }
        let added = text.utf8.count + extra
        let target = try self.reserve(added)
        text.withUTF8 { HTMLEscape.escape($0, into: target) }
        self.state.pointee.count += added
    }

    func append(_ number: Int) throws(JinjaError) {
        var target = try self.reserve(20)
        if number >= 0, number < 100 {
            if number >= 10 { target[0] = UInt8(truncatingIfNeeded: 48 + number / 10) }
            target[number < 10 ? 0 : 1] = UInt8(truncatingIfNeeded: 48 + number % 10)
            self.state.pointee.count += number < 10 ? 1 : 2
            return
        }
        if number < 0 {
            target.pointee = 45
            target += 1
            self.state.pointee.count += 1
        }
        var rest = number.magnitude
        var length = 1
        var next: UInt = 10
        while rest >= next, length < 19 {
            length += 1
            next *= 10
        }
        if length == 19, rest >= next { length = 20 }
        for position in (0..<length).reversed() {
            target[position] = UInt8(truncatingIfNeeded: 48 + rest % 10)
            rest /= 10
        }
        self.state.pointee.count += length
    }

    /// Room behind the output that may be used until the next byte is appended; nil when there is none.
    @inline(__always)
    func room(_ size: Int) -> UnsafeMutablePointer<UInt8>? {
        if self.state.pointee.count + size > self.state.pointee.capacity, !self.makeRoom(size) { return nil }
        return self.state.pointee.base + self.state.pointee.count
    }

    @inline(never)
    private func makeRoom(_ size: Int) -> Bool {
        guard self.state.pointee.sink == nil, self.count + size <= self.state.pointee.limit else { return false }
        return (try? self.grow(by: size)) != nil
    }

    /// Appends what was written into the room behind the output.
    @inline(__always)
    func commit(_ bytes: UnsafeMutablePointer<UInt8>, _ count: Int) {
        let end = self.state.pointee.base + self.state.pointee.count
        if bytes != end { end.update(from: bytes, count: count) }
        self.state.pointee.count += count
    }

    /// Where the output is now, from where on it will be taken back by `take`.
    func mark() throws(JinjaError) -> Int {
        // Sent early, or a buffer that is mostly filled between marks would grow instead.
        if self.state.pointee.marks == 0, self.state.pointee.sink != nil, self.count >= 1 << 15 { try self.send() }
        self.state.pointee.marks += 1
        return self.count
    }

    /// Removes everything after `mark` and returns it.
    func take(from mark: Int) -> String {
        self.state.pointee.marks -= 1
        let tail = UnsafeBufferPointer(start: self.state.pointee.base + mark, count: self.count - mark)
        let text = String(decoding: tail, as: UTF8.self)
        self.trace?.capture(text, from: mark)
        self.state.pointee.count = mark
        return text
    }

    private var content: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: self.state.pointee.base, count: self.count)
    }

    var bytes: [UInt8] { Array(self.content) }
    var text: String { String(decoding: self.content, as: UTF8.self) }

    /// Where so many bytes can be written.
    @inline(__always)
    private func reserve(_ added: Int) throws(JinjaError) -> UnsafeMutablePointer<UInt8> {
        if self.state.pointee.count + added > self.state.pointee.capacity { try self.grow(by: added) }
        return self.state.pointee.base + self.state.pointee.count
    }

    /// Sends what is left to the sink.
    func finish() throws(JinjaError) {
        if self.count > 0 { try self.send() }
    }

    private func send() throws(JinjaError) {
        guard let sink = self.state.pointee.sink else { return }
        guard self.state.pointee.sent + self.count <= sink.limit else {
            throw JinjaError(.limit, "The output is longer than \(sink.limit) bytes")
        }
        try sink.send(UnsafeRawBufferPointer(self.content))
        self.state.pointee.sent += self.count
        self.state.pointee.count = 0
    }

    /// Makes room, by sending what nobody will take back or by growing.
    @inline(never)
    private func grow(by added: Int) throws(JinjaError) {
        if self.state.pointee.sink != nil, self.state.pointee.marks == 0 {
            try self.send()
            if added <= self.state.pointee.capacity { return }
        }
        let needed = self.count + added
        let limit = self.state.pointee.limit
        guard needed <= limit else { throw JinjaError(.limit, "The output is longer than \(limit) bytes") }
        let capacity = min(limit, max(needed, self.state.pointee.capacity * 2))
        let grown = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        grown.update(from: self.state.pointee.base, count: self.count)
        if self.state.pointee.base != self.first { self.state.pointee.base.deallocate() }
        self.state.pointee.base = grown
        self.state.pointee.capacity = capacity
    }
}
