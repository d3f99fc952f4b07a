import Foundation
import Reactor
import Synchronization

/// Looks up names without blocking the loop: `getaddrinfo` knows no deadline, so it runs on a thread that may be left behind.
struct Resolver {
    let loop: EventLoop

    /// The addresses of the host; numeric ones need no thread.
    nonisolated(nonsending) func addresses(of endpoint: TCPEndpoint, until deadline: ContinuousClock.Instant)
        async throws(TCPError) -> [SocketAddress]
    {
        let (host, port, place) = (endpoint.host, endpoint.port, endpoint.description)
        let numeric = SocketAddress.lookup(host, port: port, isNumeric: true)
        if !numeric.isEmpty { return numeric }
        switch await self.lookup(host, port: port, until: deadline) {
        case .found(let addresses) where addresses.isEmpty:
            throw TCPError(.unresolvable, place, "getaddrinfo found no address")
        case .found(let addresses): return addresses
        case .late: throw TCPError(.lookupTimedOut, place, "getaddrinfo did not return in time")
        case .cancelled: return []
        }
    }

    private enum Outcome: Sendable {
        case found([SocketAddress]), late, cancelled
    }

    nonisolated(nonsending) private func lookup(
        _ host: String, port: UInt16, until deadline: ContinuousClock.Instant
    ) async -> Outcome {
        let answer = Answer()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                answer.wait(continuation)
                let ticket = self.loop.schedule(at: deadline) { answer.give(.late) }
                Thread.detachNewThread { [loop = self.loop] in
                    answer.give(.found(SocketAddress.lookup(host, port: port, isNumeric: false)))
                    loop.cancel(ticket)
                }
            }
        } onCancel: {
            answer.give(.cancelled)
        }
    }

    /// The first of several outcomes; later ones are dropped.
    private final class Answer: Sendable {
        private let state = Mutex<(waiter: CheckedContinuation<Outcome, Never>?, outcome: Outcome?)>((nil, nil))

        func wait(_ continuation: CheckedContinuation<Outcome, Never>) {
            let early = self.state.withLock { state in
                if state.outcome == nil { state.waiter = continuation }
                return state.outcome
            }
            if let early { continuation.resume(returning: early) }
        }

        func give(_ outcome: Outcome) {
            let waiter = self.state.withLock { state in
                guard state.outcome == nil else { return CheckedContinuation<Outcome, Never>?.none }
                state.outcome = outcome
                defer { state.waiter = nil }
                return state.waiter
            }
            waiter?.resume(returning: outcome)
        }
    }
}
