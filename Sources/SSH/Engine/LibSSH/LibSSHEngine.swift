import CSSH
import Foundation
import Reactor
import TCP

/// A session of libssh; it is freed once, also when connecting fails half-way.
final class LibSSHEngine: SSHEngine {
    let kind = SSHEngineKind.libssh
    let socket: Socket
    let session: OpaquePointer
    private(set) var offeredMethods: [String] = []
    private(set) var isSignedIn = false
    private var key: OpaquePointer?
    private let greeting: Greeting
    private let policy: SSHAlgorithmPolicy
    private let counter: UnsafeMutablePointer<ssh_counter_struct>

    /// Makes a non-blocking session over a connected socket; nil when libssh cannot start, or memory or descriptors are short.
    init?(socket: Socket, policy: SSHAlgorithmPolicy, pinned: [SSHHostKey]) {
        guard LibSSH.startup == 0, let greeting = Greeting(server: socket.descriptor), let session = ssh_new() else {
            return nil
        }
        self.greeting = greeting
        self.session = session
        self.socket = socket
        self.counter = .allocate(capacity: 1)
        self.counter.initialize(to: ssh_counter_struct())
        ssh_set_counters(session, self.counter, nil)
        self.policy = policy
        ssh_set_blocking(session, 0)
        // libssh closes its descriptor whenever it likes; ours keeps its number until nothing waits for it any more.
        var descriptor = greeting.descriptor
        ssh_options_set(session, SSH_OPTIONS_FD, &descriptor)
        // Without this libssh reads the user's ssh_config, and settings of ours would be overruled.
        var no: Int32 = 0
        ssh_options_set(session, SSH_OPTIONS_PROCESS_CONFIG, &no)
        // A name is needed only for the configuration that is not read.
        ssh_options_set(session, SSH_OPTIONS_HOST, "device")
        func names(_ kind: SSHAlgorithm.Kind) -> String {
            policy.names(kind, .libssh, pinned: pinned).joined(separator: ",")
        }
        let options: [(ssh_options_e, SSHAlgorithm.Kind)] = [
            (SSH_OPTIONS_KEY_EXCHANGE, .keyExchange), (SSH_OPTIONS_HOSTKEYS, .hostKey),
            (SSH_OPTIONS_PUBLICKEY_ACCEPTED_TYPES, .hostKey), (SSH_OPTIONS_CIPHERS_C_S, .cipher),
            (SSH_OPTIONS_CIPHERS_S_C, .cipher), (SSH_OPTIONS_HMAC_C_S, .mac), (SSH_OPTIONS_HMAC_S_C, .mac),
        ]
        for (option, kind) in options { ssh_options_set(session, option, names(kind)) }
    }

    deinit {
        if let key = self.key { ssh_key_free(key) }
        ssh_free(self.session)
        self.counter.deallocate()
    }

    var wanted: Readiness {
        self.greeting.isHeldUp || ssh_get_poll_flags(self.session) & SSH_WRITE_PENDING != 0 ? .either : .readable
    }

    /// libssh keeps what the socket does not take, whole packets, and sends it by itself.
    var holdsHalfAPacket: Bool { false }

    var received: UInt64 { self.counter.pointee.in_bytes }

    var serverOffer: ServerOffer? { self.greeting.offer }

    var heard: [UInt8] { self.greeting.heard }

    func exchangeKeys() -> EngineAnswer {
        var answer = EngineAnswer.again
        repeat {
            self.greeting.bringIn()
            if self.greeting.isHopeless {
                return .failed(EngineFailure(kind: .keyExchange, cause: "the server greets, and makes no offer"))
            }
            answer = self.answer(ssh_connect(self.session))
            // libssh makes a descriptor that it was given blocking, and a full send buffer would stop the whole loop.
            _ = fcntl(self.socket.descriptor, F_SETFL, O_NONBLOCK)
            // After a failure its descriptor may be closed, and the number another's.
            if case .failed = answer { return answer }
            _ = fcntl(self.greeting.descriptor, F_SETFL, O_NONBLOCK)
            self.greeting.takeOut()
        } while self.greeting.hasUnread
        return answer
    }

    func hostKey() -> SSHHostKey? {
        var key: OpaquePointer?
        guard ssh_get_server_publickey(self.session, &key) == SSH_OK, let key else { return nil }
        defer { ssh_key_free(key) }
        var text: UnsafeMutablePointer<CChar>?
        guard ssh_pki_export_pubkey_base64(key, &text) == SSH_OK, let text else { return nil }
        defer { ssh_string_free_char(text) }
        return Data(base64Encoded: String(cString: text)).flatMap { SSHHostKey(blob: [UInt8]($0)) }
    }

    func negotiated() -> NegotiatedAlgorithms {
        func text(_ pointer: UnsafePointer<CChar>?) -> String { pointer.map { String(cString: $0) } ?? "" }
        let cipher = text(ssh_get_cipher_out(self.session))
        let isAuthenticated = SSHAlgorithm.named(cipher, .cipher)?.isAuthenticated == true
        // Of a group exchange libssh tells nothing; the rule is that our first one that the server has is taken.
        let keyExchange =
            ssh_get_kex_algo(self.session).map { String(cString: $0) }
            ?? self.policy.names(.keyExchange, .libssh).first { self.serverOffer?.keyExchanges.contains($0) == true }
        return NegotiatedAlgorithms(
            keyExchange: keyExchange ?? "", hostKey: self.hostKeyAlgorithm, cipher: cipher,
            mac: isAuthenticated ? "" : text(ssh_get_hmac_out(self.session)))
    }

    var banner: String {
        guard let text = ssh_get_issue_banner(self.session) else { return "" }
        defer { ssh_string_free_char(text) }
        return String(cString: text)
    }

    func askMethods(of username: String) -> EngineAnswer {
        let answer = self.signedIn(ssh_userauth_none(self.session, username))
        if case .again = answer { return answer }
        if case .failed(let failure) = answer, failure.kind != .denied { return answer }
        let bits = UInt32(bitPattern: ssh_userauth_list(self.session, nil))
        let known: [(Int32, String)] = [
            (SSH_AUTH_METHOD_PUBLICKEY, "publickey"), (SSH_AUTH_METHOD_PASSWORD, "password"),
            (SSH_AUTH_METHOD_INTERACTIVE, "keyboard-interactive"), (SSH_AUTH_METHOD_HOSTBASED, "hostbased"),
            (SSH_AUTH_METHOD_GSSAPI_MIC, "gssapi-with-mic"),
        ].map { (Int32(bitPattern: UInt32($0.0)), $0.1) }
        self.offeredMethods = known.filter { bits & UInt32(bitPattern: $0.0) != 0 }.map(\.1)
        return .done(0)
    }

    func signIn(_ username: String, with proof: EngineProof) -> EngineAnswer {
        switch proof {
        case .password(let password):
            return self.signedIn(ssh_userauth_password(self.session, username, password))
        case .keyboard(let password):
            return self.answerQuestions(username, password)
        case .key(let pem, let passphrase):
            if self.key == nil {
                ssh_pki_import_privkey_base64(pem, passphrase, nil, nil, &self.key)
            }
            guard let key = self.key else {
                return .failed(EngineFailure(kind: .badPrivateKey, cause: "libssh cannot read the private key"))
            }
            return self.signedIn(ssh_userauth_publickey(self.session, username, key))
        case .agent(let path):
            ssh_options_set(self.session, SSH_OPTIONS_IDENTITY_AGENT, path)
            return self.signedIn(ssh_userauth_agent(self.session, username))
        }
    }

    func makeChannel(_ purpose: ChannelPurpose) -> any EngineChannel {
        LibSSHChannel(engine: self, purpose: purpose)
    }

    func sendKeepAlive() -> EngineAnswer {
        self.answer(ssh_send_ignore(self.session, ""))
    }

    func sayGoodbye() -> EngineAnswer {
        self.answer(ssh_blocking_flush(self.session, 0))
    }

    /// The library's number as an answer, with its words for a failure.
    func answer(_ number: Int32) -> EngineAnswer {
        if number >= 0 { return .done(Int(number)) }
        return number == SSH_AGAIN ? .again : .failed(self.failure(.other))
    }

    func failure(_ kind: EngineFailure.Kind) -> EngineFailure {
        let isGone = ssh_is_connected(self.session) == 0
        return EngineFailure(
            kind: isGone ? .disconnected : kind,
            cause: "libssh: " + String(cString: ssh_get_error(UnsafeMutableRawPointer(self.session))))
    }

    private func signedIn(_ number: Int32) -> EngineAnswer {
        switch ssh_auth_e(rawValue: number) {
        case SSH_AUTH_SUCCESS:
            self.isSignedIn = true
            return .done(0)
        case SSH_AUTH_AGAIN: return .again
        case SSH_AUTH_DENIED, SSH_AUTH_PARTIAL: return .failed(self.failure(.denied))
        default: return .failed(self.failure(.other))
        }
    }

    /// Answers each hidden question with the password and everything else with nothing (RFC 4256).
    private func answerQuestions(_ username: String, _ password: String) -> EngineAnswer {
        // A server asks at most a few times; more would be an attempt to keep us.
        for _ in 0..<8 {
            let number = ssh_userauth_kbdint(self.session, username, nil)
            guard number == Int32(SSH_AUTH_INFO.rawValue) else { return self.signedIn(number) }
            for index in 0..<UInt32(max(0, ssh_userauth_kbdint_getnprompts(self.session))) {
                var echo: CChar = 0
                _ = ssh_userauth_kbdint_getprompt(self.session, index, &echo)
                ssh_userauth_kbdint_setanswer(self.session, index, echo == 0 ? password : "")
            }
        }
        return .failed(EngineFailure(kind: .denied, cause: "the server did not stop asking"))
    }

    /// libssh tells no algorithm of the host key; a modern policy takes RSA keys with SHA-2 only.
    private var hostKeyAlgorithm: String {
        guard let key = self.hostKey() else { return "" }
        guard key.type == "ssh-rsa", let offer = self.serverOffer else { return key.type }
        return key.algorithms.first(where: offer.hostKeys.contains) ?? key.type
    }
}
