/// Which parts of a file were asked for, and what of them has come: bounded, and given on in order.
struct SFTPReadWindow {
    /// What one request asks for: every server has to take packets of 34,000 bytes (section 3).
    static let chunk = 32 << 10
    /// Requests on their way at once: two megabytes, enough for 160 Mbit/s over 100 ms.
    static let most = 64
    /// The same when the end is not known: most would find nothing.
    private static let mostBlind = 4

    struct Piece {
        let offset: Int64
        let count: Int
    }

    private struct Slot {
        let offset: Int64
        let count: Int
        var bytes: [UInt8] = []
        var isEnd = false
        var isWhole: Bool { self.isEnd || self.bytes.count == self.count }
    }

    private let end: Int64?
    private var position: Int64
    private var slots: [Slot] = []
    /// The offset of the slot that a request is for.
    private var asked: [UInt32: Int64] = [:]
    private var rest: [Piece] = []
    private var isOver = false
    /// Where the part that was given on ends.
    private(set) var delivered: Int64

    init(from start: Int64, to end: Int64?) {
        (self.position, self.delivered, self.end) = (start, start, end)
    }

    /// Whether everything was given on.
    var isDone: Bool { self.isOver || (self.slots.isEmpty && self.end.map { self.position >= $0 } ?? false) }

    /// How many bytes wait for earlier ones.
    var held: Int { self.slots.reduce(0) { $0 + $1.bytes.count } }

    /// What to ask for next; nil when enough is on its way.
    mutating func next() -> Piece? {
        if let piece = self.rest.popLast() { return piece }
        guard !self.isOver, self.slots.count < (self.end == nil ? Self.mostBlind : Self.most) else { return nil }
        let count = self.end.map { Int(min(Int64(Self.chunk), $0 - self.position)) } ?? Self.chunk
        guard count > 0 else { return nil }
        defer { self.position += Int64(count) }
        self.slots.append(Slot(offset: self.position, count: count))
        return Piece(offset: self.position, count: count)
    }

    /// Notes the request for a piece.
    mutating func asked(_ piece: Piece, id: UInt32) {
        self.asked[id] = piece.offset
    }

    /// Takes an answer; one to another request is passed over. Throws the failure, or how it breaks the protocol.
    mutating func take(_ reply: SFTPReply) throws {
        guard let offset = self.asked.removeValue(forKey: reply.id),
            let index = self.slots.firstIndex(where: { $0.offset <= offset && offset < $0.offset + Int64($0.count) })
        else { return }
        switch reply.content {
        case .data(let bytes):
            let missing = self.slots[index].count - self.slots[index].bytes.count
            guard !bytes.isEmpty, bytes.count <= missing else {
                throw SFTPBreach("\(bytes.count) bytes in answer to a read of \(missing)")
            }
            self.slots[index].bytes += bytes
            if bytes.count < missing {
                self.rest.append(Piece(offset: offset + Int64(bytes.count), count: missing - bytes.count))
            }
        case .status(let status):
            guard status.kind == .endOfFile else { throw status }
            self.slots[index].isEnd = true
        default: throw SFTPBreach("no data in the answer to a read")
        }
    }

    /// The bytes that follow those already given on.
    mutating func ready() -> [[UInt8]] {
        var blocks: [[UInt8]] = []
        var taken = 0
        while taken < self.slots.count, self.slots[taken].isWhole, !self.isOver {
            if !self.slots[taken].bytes.isEmpty { blocks.append(self.slots[taken].bytes) }
            self.delivered += Int64(self.slots[taken].bytes.count)
            self.isOver = self.slots[taken].isEnd
            taken += 1
        }
        self.slots.removeFirst(taken)
        return blocks
    }
}
