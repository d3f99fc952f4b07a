import CSSH2
import Foundation

extension SSHSession {
    /// Signs in once with one method: a second try could lock the account.
    func authenticate(username: String, login: SSHLogin, until deadline: ContinuousClock.Instant) async throws {
        let methods = try await self.methods(of: username, until: deadline)
        // Nil: the server let us in without any proof (the method «none»).
        guard let methods else { return }
        do {
            switch login {
            case .password(let password):
                try await self.signIn(username, password: password, methods: methods, until: deadline)
            case .privateKey(let pem, let passphrase):
                guard methods.contains("publickey") else {
                    throw self.error(.authenticationFailed(offeredMethods: methods), "the server takes no keys")
                }
                try await self.signIn(username, pem: pem, passphrase: passphrase, until: deadline)
            }
        } catch let error as SSHError {
            guard case .authenticationFailed = error.code else { throw error }
            throw self.error(.authenticationFailed(offeredMethods: methods), error.cause)
        }
    }

    private func methods(of username: String, until deadline: ContinuousClock.Instant) async throws -> [String]? {
        var list: String?
        try await self.repeating(.authentication, until: deadline) { session in
            let text = libssh2_userauth_list(session, username, UInt32(username.utf8.count))
            list = text.map { String(cString: $0) }
            if text != nil || libssh2_userauth_authenticated(session) != 0 { return 0 }
            let code = libssh2_session_last_errno(session)
            return Int(code < 0 ? code : LIBSSH2_ERROR_PROTO)
        }
        return list?.split(separator: ",").map(String.init)
    }

    private func signIn(
        _ username: String, password: String, methods: [String], until deadline: ContinuousClock.Instant
    ) async throws {
        let length = UInt32(username.utf8.count)
        if methods.contains("password") {
            try await self.repeating(.authentication, until: deadline) { session in
                Int(
                    libssh2_userauth_password_ex(
                        session, username, length, password, UInt32(password.utf8.count), nil))
            }
        } else if methods.contains("keyboard-interactive") {
            let keyboard = try self.live(.authentication).keyboard
            keyboard.password = password
            defer { keyboard.password = nil }
            try await self.repeating(.authentication, until: deadline) { session in
                Int(libssh2_userauth_keyboard_interactive_ex(session, username, length, KeyboardAnswer.respond))
            }
        } else {
            throw self.error(.authenticationFailed(offeredMethods: methods), "the server takes no passwords")
        }
    }

    private func signIn(
        _ username: String, pem: String, passphrase: String?, until deadline: ContinuousClock.Instant
    ) async throws {
        try await self.repeating(.authentication, until: deadline) { session in
            // The public key is derived from the private one.
            Int(
                libssh2_userauth_publickey_frommemory(
                    session, username, username.utf8.count, nil, 0, pem, pem.utf8.count, passphrase))
        }
    }
}
