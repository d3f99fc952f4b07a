import Foundation

/// Stands between the server and libssh until the server's offer has passed, which the library keeps to itself.
///
/// libssh reads as much as there is whenever it likes, so looking at what waits in its socket misses what comes meanwhile.
/// Its descriptor is one end of a pair first, and becomes the server's socket when the offer is known and nothing is left inside.
final class Greeting {
    private(set) var offer: ServerOffer?
    /// The first 200 bytes of a server that has made no offer.
    private(set) var heard: [UInt8] = []
    /// The descriptor that libssh has.
    let descriptor: Int32
    private let server: Int32
    /// Our end of the pair; -1 when libssh has the server's socket.
    private var end: Int32
    private var read: [UInt8] = []
    private var outgoing: [UInt8] = []
    private var isEnough = false
    /// Set when the server talks on without an offer: then it speaks no SSH.
    private(set) var isHopeless = false

    /// Makes the pair; nil with `errno` set when the system has no descriptor left.
    init?(server: Int32) {
        var pair: [Int32] = [-1, -1]
        let type = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, type, 0, &pair) == 0 else { return nil }
        (self.end, self.descriptor, self.server) = (pair[0], pair[1], server)
    }

    deinit { if self.end >= 0 { close(self.end) } }

    /// Whether bytes wait for room in the server's socket.
    var isHeldUp: Bool { !self.outgoing.isEmpty }

    /// Whether bytes wait for libssh to read them.
    var hasUnread: Bool {
        var count: Int32 = 0
        return self.end >= 0 && ioctl(self.descriptor, UInt(FIONREAD), &count) == 0 && count > 0
    }

    /// Brings what the server has sent to libssh; call before it reads.
    func bringIn() {
        guard self.end >= 0, !self.isEnough, !self.isHopeless, !self.hasUnread else { return }
        guard let bytes = Self.receive(self.server) else {
            // An end or a fault of the server's socket is libssh's to find.
            self.isEnough = true
            return
        }
        // The pair is empty and takes this much.
        send(self.end, bytes, bytes.count, Int32(MSG_NOSIGNAL))
        self.read += bytes
        self.offer = ServerOffer(stream: self.read)
        self.heard = self.offer == nil ? Array(self.read.prefix(200)) : []
        self.isEnough = self.offer != nil
        // libssh would read on for ever.
        self.isHopeless = self.offer == nil && (self.read.count > 1 << 16 || ServerOffer.isOfVersion1(self.heard))
        if self.isEnough || self.isHopeless { self.read = [] }
    }

    /// Takes what libssh has written to the server, and steps aside when it may; call after each of its turns but a failed one.
    func takeOut() {
        guard self.end >= 0 else { return }
        self.outgoing += Self.receive(self.end) ?? []
        while !self.outgoing.isEmpty {
            let count = send(self.server, self.outgoing, self.outgoing.count, Int32(MSG_NOSIGNAL))
            guard count > 0 else {
                if errno != EAGAIN { (self.outgoing, self.isEnough) = ([], true) }
                break
            }
            self.outgoing.removeFirst(count)
        }
        guard self.isEnough, self.outgoing.isEmpty, !self.hasUnread else { return }
        dup2(self.server, self.descriptor)
        _ = fcntl(self.descriptor, F_SETFD, FD_CLOEXEC)
        close(self.end)
        self.end = -1
    }

    /// What waits in a socket, at most 16 kB; nil when it has ended.
    private static func receive(_ descriptor: Int32) -> [UInt8]? {
        var answer = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: 1 << 14) { buffer, count in
            answer = recv(descriptor, buffer.baseAddress, buffer.count, 0)
            count = max(0, answer)
        }
        return answer > 0 || answer < 0 && errno == EAGAIN ? bytes : nil
    }
}
