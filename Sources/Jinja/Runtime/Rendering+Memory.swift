/// The memory of what a rendering makes.
extension Rendering {
    /// Counts memory that the template makes.
    func use(bytes: Int) throws(JinjaError) {
        self.madeBytes += bytes
        if self.madeBytes > self.nextMeasure { try self.measure() }
    }

    /// Much of what was made may be gone: asks the system what is still held. Other renderings count too where they run at
    /// the same time, which is refused rather than out of memory.
    @inline(never)
    private func measure() throws(JinjaError) {
        let limit = self.limits.memoryBytes
        guard let memory = ResidentMemory.bytes else {
            guard self.madeBytes <= limit else { throw self.tooMuchMemory }
            self.nextMeasure = limit
            return
        }
        if self.memoryBefore < 0 { self.memoryBefore = max(0, memory - self.madeBytes) }
        let held = max(0, memory - self.memoryBefore)
        guard held <= limit else { throw self.tooMuchMemory }
        // No more than this can be added before the limit is reached.
        self.nextMeasure = self.madeBytes + max(1 << 20, (limit - held) / 2)
    }

    private var tooMuchMemory: JinjaError {
        JinjaError(.limit, "The texts and lists of the template take more than \(self.limits.memoryBytes) bytes")
    }

    /// Counts the memory of a value that was made, unless it is small.
    @inline(__always)
    func count(_ value: borrowing Value) throws(JinjaError) {
        switch value {
        case .string(let text), .markup(let text):
            if text.utf8.count > Self.smallText { try self.countLong(text.utf8.count) }
        default: break
        }
    }

    /// Texts up to this length are not counted: they are as many as steps of the rendering, at most.
    private static let smallText = 96

    @inline(never)
    private func countLong(_ bytes: Int) throws(JinjaError) {
        guard bytes <= self.limits.outputBytes else {
            throw JinjaError(.limit, "A text is longer than \(self.limits.outputBytes) bytes")
        }
        if bytes > 1 << 16 { try self.work(bytes >> 10) }
        try self.use(bytes: bytes)
    }

    /// Reads the clock before something that walks over a long text.
    @inline(__always)
    func workOn(_ value: borrowing Value) throws(JinjaError) {
        switch value {
        case .string(let text), .markup(let text):
            if text.utf8.count > 4096 { try self.work(text.utf8.count >> 8) }
        default: break
        }
    }
}
