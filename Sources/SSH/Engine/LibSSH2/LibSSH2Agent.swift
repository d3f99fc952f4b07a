import CSSH2
import Foundation

/// Signs in with the keys of an ssh-agent, one after the other, over libssh2.
///
/// libssh2 talks to the agent's Unix socket with blocking calls: an agent that asks a person holds the loop meanwhile.
final class LibSSH2Agent {
    /// Servers close the connection after six tries (OpenSSH's `MaxAuthTries`).
    private static let mostTries = 6

    private let session: OpaquePointer
    private var agent: OpaquePointer?
    private var identity: UnsafeMutablePointer<libssh2_agent_publickey>?
    private var tries = 0

    init(session: OpaquePointer) {
        self.session = session
    }

    func signIn(_ username: String, path: String, _ answer: (Int) -> EngineAnswer) -> EngineAnswer {
        if self.agent == nil, !self.connect(path) {
            return .failed(EngineFailure(kind: .badPrivateKey, cause: "no agent answers at \(path)"))
        }
        while let agent = self.agent, let identity = self.identity {
            let result = answer(Int(libssh2_agent_userauth(agent, username, identity)))
            guard case .failed(let failure) = result, failure.kind != .disconnected, self.tries < Self.mostTries else {
                return result
            }
            self.advance()
        }
        return .failed(EngineFailure(kind: .denied, cause: "none of the agent's keys was taken"))
    }

    /// Must come before the session is freed.
    func free() {
        guard let agent = self.agent else { return }
        libssh2_agent_disconnect(agent)
        libssh2_agent_free(agent)
        self.agent = nil
    }

    private func connect(_ path: String) -> Bool {
        guard let agent = libssh2_agent_init(self.session) else { return false }
        self.agent = agent
        libssh2_agent_set_identity_path(agent, path)
        guard libssh2_agent_connect(agent) == 0, libssh2_agent_list_identities(agent) == 0 else { return false }
        self.advance()
        return true
    }

    private func advance() {
        var next: UnsafeMutablePointer<libssh2_agent_publickey>?
        let found = libssh2_agent_get_identity(self.agent, &next, self.identity) == 0
        self.identity = found ? next : nil
        self.tries += 1
    }
}
