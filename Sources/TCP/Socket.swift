import Foundation
public import Reactor

/// Owns a non-blocking stream socket: it leaves the loop and is closed exactly once.
public final class Socket: Sendable {
    /// The descriptor, for the libraries that read and write by it.
    public let descriptor: Int32
    let loop: EventLoop

    /// Opens a TCP socket; nil with `errno` set when the system has none left.
    convenience init?(family: Int32, loop: EventLoop) {
        let type = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
        let descriptor = socket(family, type, 0)
        guard descriptor >= 0 else { return nil }
        self.init(owning: descriptor, loop: loop)
        // Without it each keystroke-sized packet waits for the other side's delayed acknowledgement, 40 ms and more.
        self.set(Int32(IPPROTO_TCP), TCP_NODELAY, 1)
        self.set(SOL_SOCKET, SO_KEEPALIVE, 1)
    }

    /// Takes over an open, non-blocking descriptor.
    public init(owning descriptor: Int32, loop: EventLoop) {
        self.descriptor = descriptor
        self.loop = loop
    }

    deinit {
        self.loop.forget(self.descriptor)
        Foundation.close(self.descriptor)
    }

    /// Ends both directions, so that a later use of the descriptor cannot reach anybody.
    public func shutDown() {
        _ = Foundation.shutdown(self.descriptor, Int32(SHUT_RDWR))
    }

    /// The pending error of the socket as an `errno`, 0 when there is none.
    var pendingError: Int32 {
        var value: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        return getsockopt(self.descriptor, SOL_SOCKET, SO_ERROR, &value, &size) == 0 ? value : errno
    }

    private func set(_ level: Int32, _ option: Int32, _ value: Int32) {
        var value = value
        _ = setsockopt(self.descriptor, level, option, &value, socklen_t(MemoryLayout<Int32>.size))
    }
}
