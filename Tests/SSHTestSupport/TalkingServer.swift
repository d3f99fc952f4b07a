import Foundation

/// Says something to whoever connects, without end when it is asked for, and never listens.
public final class TalkingServer: Sendable {
    /// The port it listens on.
    public let port: UInt16
    private let listener: Int32

    /// Starts to listen; `words` are said once, or over and over until the other side has gone.
    public init(_ words: String, withoutEnd: Bool = false, closes: Bool = false) throws {
        (self.listener, self.port) = try LoopbackSSHD.listen()
        let (listener, bytes) = (self.listener, Array(words.utf8))
        Thread.detachNewThread {
            while true {
                let peer = accept(listener, nil, nil)
                guard peer >= 0 else { return }
                Thread.detachNewThread {
                    var sent = send(peer, bytes, bytes.count, Int32(MSG_NOSIGNAL))
                    while withoutEnd, sent > 0 { sent = send(peer, bytes, bytes.count, Int32(MSG_NOSIGNAL)) }
                    // Until the other side ends it.
                    var byte: UInt8 = 0
                    while !closes, recv(peer, &byte, 1, 0) > 0 {}
                    close(peer)
                }
            }
        }
    }

    deinit {
        shutdown(self.listener, Int32(SHUT_RDWR))
        close(self.listener)
    }
}
