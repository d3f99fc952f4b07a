import Foundation
public import Reactor

extension TCPEndpoint {
    /// UDP sockets bound to the host's addresses, at most four, in the order in which they are best tried.
    ///
    /// Each hears its own address only. Nothing is sent here; throws `TCPError` or `CancellationError`.
    nonisolated(nonsending) public func datagramSockets(lookup: Duration, on loop: EventLoop) async throws -> [Socket] {
        let addresses = try await Resolver(loop: loop).addresses(of: self, until: .now + lookup)
        try Task.checkCancellation()
        let sockets = addresses.prefix(4).compactMap { address -> Socket? in
            let type = Int32(SOCK_DGRAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue)
            let descriptor = socket(address.family, type, 0)
            guard descriptor >= 0 else { return nil }
            let socket = Socket(owning: descriptor, loop: loop)
            return address.withSockaddr { Foundation.connect(descriptor, $0, $1) } == 0 ? socket : nil
        }
        guard !sockets.isEmpty else {
            throw TCPError(.unreachable, self.description, String(cString: strerror(errno)))
        }
        return sockets
    }
}
