import Foundation
import Reactor
import TCP

extension SSHSession {
    /// What connecting has found out.
    struct Welcome: Sendable {
        let hostKey: SSHHostKey
        let engine: SSHEngineKind
        let reason: EngineReason
        let algorithms: NegotiatedAlgorithms
        let offer: ServerOffer?
        let times: [SSHStageTime]
    }

    /// Dials, exchanges keys with the engine that fits, checks the host key and signs in.
    ///
    /// When the first engine shares no algorithms with the server the other one gets a connection of its own; the login is
    /// sent only once.
    func connect(
        _ endpoint: SSHEndpoint, timeouts: SSHTimeouts, dial: @Sendable () async throws -> DialedSocket
    ) async throws -> Welcome {
        var times: [SSHStageTime] = []
        do {
            return try await self.connect(endpoint, timeouts, &times, dial)
        } catch var error as SSHError {
            error.passed = times + error.passed
            throw error
        }
    }

    private func connect(
        _ endpoint: SSHEndpoint, _ timeouts: SSHTimeouts, _ times: inout [SSHStageTime],
        _ dial: @Sendable () async throws -> DialedSocket
    ) async throws -> Welcome {
        var choice = EngineChoice(endpoint)
        while true {
            let dialed = try await dial()
            for time in dialed.times { times.add(time.stage, time.took) }
            let engine = try self.makeEngine(choice.engine, dialed.socket, endpoint)
            self.engine = engine
            let arrived = ContinuousClock.now
            do {
                try await self.repeating(.keyExchange, until: arrived + timeouts.keyExchange) { $0.exchangeKeys() }
            } catch let error as SSHError {
                guard choice.fallBack(after: error, offer: engine.serverOffer) else {
                    var error = self.explained(error, engine.serverOffer, endpoint.algorithms, choice.possible)
                    error.heard = engine.heard
                    throw error
                }
                self.drop()
                times.add(.keyExchange, .now - arrived)
                continue
            }
            let exchanged = ContinuousClock.now
            times.add(.keyExchange, exchanged - arrived)
            guard let key = engine.hostKey() else {
                throw self.error(.keyExchange(nil), "the server's host key has no readable type")
            }
            if case .pinned(let expected) = endpoint.hostKeys, !expected.contains(key) {
                throw self.error(.hostKeyChanged(expected: expected, offered: key), "host key differs")
            }
            let (algorithms, offer) = (engine.negotiated(), engine.serverOffer)
            try await self.signIn(endpoint, until: exchanged + timeouts.authentication)
            times.add(.authentication, .now - exchanged)
            return Welcome(
                hostKey: key, engine: engine.kind, reason: choice.reason, algorithms: algorithms, offer: offer,
                times: times)
        }
    }

    private func makeEngine(_ kind: SSHEngineKind, _ socket: Socket, _ endpoint: SSHEndpoint) throws
        -> any SSHEngine
    {
        let pinned: [SSHHostKey] = if case .pinned(let keys) = endpoint.hostKeys { keys } else { [] }
        let engine: (any SSHEngine)? =
            switch kind {
            case .libssh2: LibSSH2Engine(socket: socket, policy: endpoint.algorithms, pinned: pinned)
            case .libssh: LibSSHEngine(socket: socket, policy: endpoint.algorithms, pinned: pinned)
            }
        guard let engine else { throw self.error(.protocolError, "\(kind.rawValue) cannot start") }
        return engine
    }

    /// The failure with what the server offered, when that is the reason.
    private func explained(
        _ error: SSHError, _ offer: ServerOffer?, _ policy: SSHAlgorithmPolicy, _ engines: [SSHEngineKind]
    ) -> SSHError {
        switch error.code {
        case .keyExchange, .disconnected(.keyExchange):
            guard let offer, !engines.contains(where: { policy.allows($0, with: offer) }) else { return error }
            let mismatch = AlgorithmMismatch(offer: offer, policy: policy, engines: engines)
            return self.error(.keyExchange(mismatch), error.cause)
        default: return error
        }
    }

    /// Signs in once with one method: a second try could lock the account.
    private func signIn(_ endpoint: SSHEndpoint, until deadline: ContinuousClock.Instant) async throws {
        let username = endpoint.username
        try await self.repeating(.authentication, until: deadline) { $0.askMethods(of: username) }
        let engine = try self.live(.authentication)
        // The server let us in without any proof (the method «none»).
        if engine.isSignedIn { return }
        let methods = engine.offeredMethods
        do {
            let proof = try self.proof(of: endpoint.login, methods)
            try await self.repeating(.authentication, until: deadline) { $0.signIn(username, with: proof) }
        } catch let error as SSHError {
            guard case .authenticationFailed = error.code else { throw error }
            throw self.error(.authenticationFailed(offeredMethods: methods), error.cause)
        }
    }

    private func proof(of login: SSHLogin, _ methods: [String]) throws -> EngineProof {
        switch login {
        case .password(let password):
            if methods.contains("password") { return .password(password) }
            if methods.contains("keyboard-interactive") { return .keyboard(password) }
            throw self.error(.authenticationFailed(offeredMethods: methods), "the server takes no passwords")
        case .privateKey, .agent:
            guard methods.contains("publickey") else {
                throw self.error(.authenticationFailed(offeredMethods: methods), "the server takes no keys")
            }
            if case .agent(let path) = login {
                guard SSHLogin.isAgent(at: path) else {
                    throw self.error(.badPrivateKey, "no agent answers at \(path)")
                }
                return .agent(socket: path)
            }
            guard case .privateKey(let pem, let passphrase) = login else { preconditionFailure("three kinds of login") }
            guard pem.contains("PRIVATE KEY-----") else { throw self.error(.badPrivateKey, "it is no private key") }
            return .key(pem: pem, passphrase: passphrase)
        }
    }
}
