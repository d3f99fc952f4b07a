import SSH
import TCP

extension DeviceConnector {
    /// Goes as far as the device's host key, shows no login, and closes; throws `DeviceError`.
    nonisolated(nonsending) public func look() async throws -> DeviceLook {
        do {
            return try await self.lookWithoutLogin()
        } catch {
            throw self.failure(error)
        }
    }

    private func lookWithoutLogin() async throws -> DeviceLook {
        guard case .ssh(var terms) = self.access else {
            let connection = try await TCPConnection.connect(
                to: TCPEndpoint(host: self.address.host, port: self.address.port),
                lookup: self.timeouts.ssh.resolve, opening: self.timeouts.ssh.tcp, on: self.loop)
            await connection.close()
            return DeviceLook(hostKey: nil, stages: connection.stages)
        }
        // No key is the pinned one, so every connection ends before the login with the key in its error.
        terms.hostKeys = .pinned([])
        let start = ContinuousClock.now
        let carriers = try await self.openCarriers(terms)
        let stages = carriers.isEmpty ? [] : [StageTime(.jumpHosts, took: .now - start)]
        do {
            await (try self.openConnection(terms, through: carriers.first)).close()
        } catch let error as SSHError {
            for carrier in carriers { await carrier.close() }
            guard case .hostKeyChanged(_, let offered) = error.code else { throw error }
            return DeviceLook(hostKey: offered, stages: stages + error.passed.map { StageTime($0) })
        } catch {
            for carrier in carriers { await carrier.close() }
            throw error
        }
        for carrier in carriers { await carrier.close() }
        return DeviceLook(hostKey: nil, stages: stages)
    }
}
