import CSSH2
import Foundation
import Reactor

extension SSHSession {
    /// Resolves, dials, exchanges keys, checks the host key and signs in; gives the key that was offered.
    func connect(
        host: String, port: UInt16, username: String, login: SSHLogin, hostKeys: HostKeyExpectation,
        timeouts: SSHTimeouts
    ) async throws -> SSHHostKey {
        let clock = ContinuousClock()
        let addresses = try await Resolver(loop: self.loop).addresses(
            of: host, port: port, until: clock.now + timeouts.resolve)
        try Task.checkCancellation()
        let socket = try await Dialer(loop: self.loop, place: self.place).connect(
            addresses, until: clock.now + timeouts.tcp)
        guard let owner = SessionOwner(socket: socket) else {
            throw self.error(.protocolError, "libssh2 cannot start: \(LibSSH2.startup)")
        }
        self.owner = owner
        self.prefer(hostKeys, in: owner)
        try await self.repeating(.keyExchange, until: clock.now + timeouts.keyExchange) { session in
            Int(libssh2_session_handshake(session, socket.descriptor))
        }
        let key = try self.hostKey(of: owner)
        if case .pinned(let expected) = hostKeys, !expected.contains(key) {
            throw self.error(.hostKeyChanged(expected: expected, offered: key), "host key differs")
        }
        try await self.authenticate(username: username, login: login, until: clock.now + timeouts.authentication)
        return key
    }

    /// Asks for the pinned types first: a server has several keys, and another type than the pinned one would look changed.
    private func prefer(_ hostKeys: HostKeyExpectation, in owner: SessionOwner) {
        guard case .pinned(let keys) = hostKeys else { return }
        let usual = [
            "ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521", "ssh-rsa", "ssh-dss",
        ]
        let pinned = usual.filter { type in keys.contains { $0.type == type } }
        let order = pinned + usual.filter { !pinned.contains($0) }
        libssh2_session_method_pref(owner.session, LIBSSH2_METHOD_HOSTKEY, order.joined(separator: ","))
    }

    private func hostKey(of owner: SessionOwner) throws -> SSHHostKey {
        var length = 0
        var kind: Int32 = 0
        guard let pointer = libssh2_session_hostkey(owner.session, &length, &kind),
            let key = SSHHostKey(blob: [UInt8](UnsafeRawBufferPointer(start: pointer, count: length)))
        else { throw self.error(.keyExchange, "the server's host key has no readable type") }
        return key
    }
}
