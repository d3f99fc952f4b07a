/// An output of a command: all of it, or the first and the last part when it is larger than the bound.
public struct LinuxOutput: Sendable, Hashable {
    /// The beginning.
    public private(set) var first: [UInt8] = []
    /// The end, when it does not follow the beginning at once.
    public private(set) var last: [UInt8] = []
    /// How many bytes there were.
    public private(set) var count = 0
    private let half: Int

    init(most: Int) { self.half = max(1, most / 2) }

    /// How many bytes between the beginning and the end are missing.
    public var missing: Int { self.count - self.first.count - self.last.count }

    /// The text, with a line in place of what is missing.
    public var text: String {
        let middle = self.missing > 0 ? "\n[… \(self.missing) bytes left out …]\n" : ""
        return String(decoding: self.first, as: UTF8.self) + middle + String(decoding: self.last, as: UTF8.self)
    }

    mutating func add(_ bytes: [UInt8]) {
        self.count += bytes.count
        let room = self.half - self.first.count
        self.first += bytes.prefix(room)
        self.last += bytes.dropFirst(room)
        // Cut only now and then, so that each byte is moved once or twice and not with every packet.
        if self.last.count > 2 * self.half + (1 << 16) { self.trim() }
    }

    mutating func trim() {
        self.last.removeFirst(max(0, self.last.count - self.half))
    }
}
