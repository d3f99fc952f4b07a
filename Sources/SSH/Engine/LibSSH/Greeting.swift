import Foundation

/// Looks over libssh's shoulder at the server's offer, which the library keeps to itself: what waits in the socket before a
/// call and is gone after it has been read by the call.
struct Greeting {
    private(set) var offer: ServerOffer?
    private var read: [UInt8] = []
    private var waiting: [UInt8] = []
    private var isHopeless = false

    /// Looks at what waits; call before libssh reads.
    mutating func peek(_ descriptor: Int32) {
        guard self.offer == nil, !self.isHopeless else { return }
        self.waiting = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
            count = max(0, recv(descriptor, buffer.baseAddress, buffer.count, Int32(MSG_PEEK | MSG_DONTWAIT)))
        }
    }

    /// Keeps what libssh has read; call after it has.
    mutating func settle(_ descriptor: Int32) {
        guard self.offer == nil, !self.isHopeless, !self.waiting.isEmpty else { return }
        var left: Int32 = 0
        // What came during the call was read unseen, or stays and looks like what was there: then there is no offer to show.
        _ = ioctl(descriptor, UInt(FIONREAD), &left)
        guard Int(left) <= self.waiting.count else {
            self.isHopeless = true
            return
        }
        self.read += self.waiting.dropLast(Int(left))
        self.waiting = []
        self.offer = ServerOffer(stream: self.read)
        if self.read.count > 1 << 16 { self.isHopeless = true }
        if self.offer != nil || self.isHopeless { self.read = [] }
    }
}
