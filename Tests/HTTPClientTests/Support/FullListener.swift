import Foundation

/// A loopback port whose queue of connections is full, so that it answers no further SYN.
final class FullListener: Sendable {
    let port: UInt16
    private let sockets: [Int32]

    init() throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        var sockets = [listener]
        let isReady = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw in
                guard bind(listener, raw, size) == 0, listen(listener, 0) == 0, getsockname(listener, raw, &size) == 0
                else { return false }
                for _ in 0..<4 {
                    let type = Int32(SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
                    let filler = socket(AF_INET, type, 0)
                    sockets.append(filler)
                    _ = connect(filler, raw, size)
                }
                return true
            }
        }
        self.sockets = sockets
        self.port = UInt16(bigEndian: address.sin_port)
        guard isReady else { throw POSIXError(.EIO) }
    }

    deinit { for socket in self.sockets { close(socket) } }
}
