import Foundation
import Reactor

/// Opens a TCP connection to the first of several addresses that answers.
struct Dialer {
    let loop: EventLoop
    let place: String

    /// Tries the addresses in their order; each gets an equal share of the time that is left.
    nonisolated(nonsending) func connect(_ addresses: [SocketAddress], until deadline: ContinuousClock.Instant)
        async throws -> Socket
    {
        var failure = TCPError(.unresolvable, self.place, "no address to try")
        for (index, address) in addresses.enumerated() {
            let now = ContinuousClock.now
            let share = now + (deadline - now) / (addresses.count - index)
            do {
                return try await self.connect(address, until: share)
            } catch let error as TCPError {
                // A refusal says more than a silence: the machine is there.
                if index == 0 || failure.code != .refused { failure = error }
            }
        }
        throw failure
    }

    nonisolated(nonsending) private func connect(_ address: SocketAddress, until deadline: ContinuousClock.Instant)
        async throws -> Socket
    {
        guard let socket = Socket(family: address.family, loop: self.loop) else { throw self.error(errno) }
        let begun = address.withSockaddr { Foundation.connect(socket.descriptor, $0, $1) }
        if begun != 0 {
            guard errno == EINPROGRESS else { throw self.error(errno) }
            do {
                try await self.loop.wait(for: .writable, on: socket.descriptor, until: deadline)
            } catch .timedOut {
                throw TCPError(.timedOut, self.place, "no answer to SYN")
            } catch .system(let number) {
                throw self.error(number)
            } catch {
                throw CancellationError()
            }
            let problem = socket.pendingError
            if problem != 0 { throw self.error(problem) }
        }
        return socket
    }

    private func error(_ number: Int32) -> TCPError {
        let code: TCPError.Code =
            number == ECONNREFUSED ? .refused : number == ETIMEDOUT ? .timedOut : .unreachable
        return TCPError(code, self.place, String(cString: strerror(number)))
    }
}
