import SSH
import Synchronization
import TCP

extension DeviceConnector {
    /// Goes as far as the device's host key, shows no login, and closes; throws `DeviceError`.
    nonisolated(nonsending) public func look() async throws -> DeviceLook {
        let watch = TCPWatch()
        let start = ContinuousClock.now
        do {
            return try await TCPTimings.$observer.withValue({ watch.note($0) }) {
                try await self.look(from: start, watch)
            }
        } catch {
            throw self.failure(error)
        }
    }

    private func look(from start: ContinuousClock.Instant, _ watch: TCPWatch) async throws -> DeviceLook {
        guard case .ssh(var terms) = self.access else {
            let connection = try await TCPConnection.connect(
                to: TCPEndpoint(host: self.address.host, port: self.address.port),
                lookup: self.timeouts.ssh.resolve, opening: self.timeouts.ssh.tcp, on: self.loop)
            await connection.close()
            return DeviceLook(hostKey: nil, stages: watch.stages, jumping: nil)
        }
        // No key is the pinned one, so every connection ends before the login with the key in its error.
        terms.hostKeys = .pinned([])
        let carriers = try await self.openCarriers(terms)
        let arrived = ContinuousClock.now
        var key: SSHHostKey?
        do {
            await (try self.openConnection(terms, through: carriers.first)).close()
        } catch let error as SSHError {
            for carrier in carriers { await carrier.close() }
            guard case .hostKeyChanged(_, let offered) = error.code else { throw error }
            key = offered
        } catch {
            for carrier in carriers { await carrier.close() }
            throw error
        }
        let tcp = watch.total
        let isDirect = carriers.isEmpty
        let exchange = ContinuousClock.now - (isDirect ? start + tcp : arrived)
        return DeviceLook(
            hostKey: key, stages: watch.stages + [(.keyExchange, exchange)],
            jumping: isDirect ? nil : arrived - start - tcp)
    }
}

/// Keeps the times of the first TCP connection: a jump host makes the ones behind it.
private final class TCPWatch: Sendable {
    private let timings = Mutex<TCPTimings?>(nil)

    func note(_ timings: TCPTimings) { self.timings.withLock { $0 = $0 ?? timings } }

    var stages: [(stage: DeviceStage, took: Duration)] {
        self.timings.withLock { $0 }.map { [(.resolve, $0.lookup), (.tcp, $0.opening)] } ?? []
    }

    var total: Duration { self.stages.reduce(.zero) { $0 + $1.took } }
}
