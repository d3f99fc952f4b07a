import CSSH2
import Foundation
import Reactor
import TCP

/// A session of libssh2; the session and its socket are freed once, also when connecting fails half-way.
final class LibSSH2Engine: SSHEngine {
    let kind = SSHEngineKind.libssh2
    let socket: Socket
    let session: OpaquePointer
    let context: LibSSH2Context
    private(set) var offeredMethods: [String] = []
    private var keyboard: String?
    private var agent: LibSSH2Agent?

    /// Makes a non-blocking session over a connected socket; nil when libssh2 cannot start or has no memory.
    init?(socket: Socket, policy: SSHAlgorithmPolicy, pinned: [SSHHostKey]) {
        let context = LibSSH2Context()
        guard LibSSH2.startup == 0,
            let session = libssh2_session_init_ex(nil, nil, nil, Unmanaged.passUnretained(context).toOpaque())
        else { return nil }
        self.session = session
        self.socket = socket
        self.context = context
        libssh2_session_set_blocking(session, 0)
        libssh2_session_callback_set(
            session, LIBSSH2_CALLBACK_RECV,
            unsafeBitCast(LibSSH2Context.receive, to: UnsafeMutableRawPointer.self))
        let methods: [(Int32, SSHAlgorithm.Kind)] = [
            (LIBSSH2_METHOD_KEX, .keyExchange), (LIBSSH2_METHOD_HOSTKEY, .hostKey),
            (LIBSSH2_METHOD_CRYPT_CS, .cipher), (LIBSSH2_METHOD_CRYPT_SC, .cipher),
            (LIBSSH2_METHOD_MAC_CS, .mac), (LIBSSH2_METHOD_MAC_SC, .mac),
        ]
        for (method, kind) in methods {
            let names = policy.names(kind, .libssh2, pinned: pinned).joined(separator: ",")
            libssh2_session_method_pref(session, method, names)
        }
    }

    deinit {
        self.agent?.free()
        // With the socket shut down no call of libssh2 waits; the descriptor is closed only after its last use,
        // because its number may belong to another connection at once.
        self.socket.shutDown()
        var tries = 0
        while libssh2_session_free(self.session) == LIBSSH2_ERROR_EAGAIN, tries < 100 { tries += 1 }
    }

    var wanted: Readiness {
        switch libssh2_session_block_directions(self.session) {
        case LIBSSH2_SESSION_BLOCK_OUTBOUND: .writable
        case LIBSSH2_SESSION_BLOCK_OUTBOUND | LIBSSH2_SESSION_BLOCK_INBOUND: .either
        default: .readable
        }
    }

    var holdsHalfAPacket: Bool {
        libssh2_session_block_directions(self.session) & LIBSSH2_SESSION_BLOCK_OUTBOUND != 0
    }

    var received: UInt64 { self.context.received }

    var serverOffer: ServerOffer? { self.context.offer }

    var heard: [UInt8] { self.context.heard }

    func exchangeKeys() -> EngineAnswer {
        self.answer(Int(libssh2_session_handshake(self.session, self.socket.descriptor)))
    }

    func hostKey() -> SSHHostKey? {
        var length = 0
        var kind: Int32 = 0
        guard let pointer = libssh2_session_hostkey(self.session, &length, &kind) else { return nil }
        return SSHHostKey(blob: [UInt8](UnsafeRawBufferPointer(start: pointer, count: length)))
    }

    func negotiated() -> NegotiatedAlgorithms {
        func name(_ method: Int32) -> String {
            libssh2_session_methods(self.session, method).map { String(cString: $0) } ?? ""
        }
        return NegotiatedAlgorithms(
            keyExchange: name(LIBSSH2_METHOD_KEX), hostKey: name(LIBSSH2_METHOD_HOSTKEY),
            cipher: name(LIBSSH2_METHOD_CRYPT_CS), mac: name(LIBSSH2_METHOD_MAC_CS))
    }

    var isSignedIn: Bool { libssh2_userauth_authenticated(self.session) != 0 }

    /// Version 1.10 reads the banner and keeps it to itself.
    var banner: String { "" }

    func askMethods(of username: String) -> EngineAnswer {
        if let list = libssh2_userauth_list(self.session, username, UInt32(username.utf8.count)) {
            self.offeredMethods = String(cString: list).split(separator: ",").map(String.init)
            return .done(0)
        }
        if self.isSignedIn { return .done(0) }
        let code = libssh2_session_last_errno(self.session)
        return self.answer(Int(code < 0 ? code : LIBSSH2_ERROR_PROTO))
    }

    func signIn(_ username: String, with proof: EngineProof) -> EngineAnswer {
        let length = UInt32(username.utf8.count)
        switch proof {
        case .password(let password):
            return self.answer(
                Int(
                    libssh2_userauth_password_ex(
                        self.session, username, length, password, UInt32(password.utf8.count), nil)))
        case .keyboard(let password):
            self.context.password = password
            defer { self.context.password = nil }
            return self.answer(
                Int(
                    libssh2_userauth_keyboard_interactive_ex(
                        self.session, username, length, LibSSH2Context.respond)))
        case .key(let pem, let passphrase):
            // The public key is derived from the private one.
            return self.answer(
                Int(
                    libssh2_userauth_publickey_frommemory(
                        self.session, username, username.utf8.count, nil, 0, pem, pem.utf8.count, passphrase)))
        case .agent(let path):
            let agent = self.agent ?? LibSSH2Agent(session: self.session)
            self.agent = agent
            return agent.signIn(username, path: path) { self.answer($0) }
        }
    }

    func makeChannel(_ purpose: ChannelPurpose) -> any EngineChannel {
        LibSSH2Channel(engine: self, purpose: purpose)
    }

    func sendKeepAlive() -> EngineAnswer {
        // The interval only tells libssh2 when one is due; 1 s is the least it takes, and we ask far less often.
        libssh2_keepalive_config(self.session, 0, 1)
        var next: Int32 = 0
        return self.answer(Int(libssh2_keepalive_send(self.session, &next)))
    }

    func sayGoodbye() -> EngineAnswer {
        self.answer(Int(libssh2_session_disconnect_ex(self.session, SSH_DISCONNECT_BY_APPLICATION, "done", "")))
    }

    /// The library's number as an answer, with its words for a failure.
    func answer(_ number: Int) -> EngineAnswer {
        if number >= 0 { return .done(number) }
        if number == Int(LIBSSH2_ERROR_EAGAIN) { return .again }
        var text: UnsafeMutablePointer<CChar>?
        var length: Int32 = 0
        libssh2_session_last_error(self.session, &text, &length, 0)
        let words = text.map { String(cString: $0) } ?? ""
        return .failed(
            EngineFailure(kind: .init(libssh2: Int32(truncatingIfNeeded: number)), cause: "libssh2 \(number): \(words)")
        )
    }
}

extension EngineFailure.Kind {
    /// What a number of libssh2 means (libssh2.h).
    init(libssh2 code: Int32) {
        self =
            switch code {
            case LIBSSH2_ERROR_SOCKET_DISCONNECT, LIBSSH2_ERROR_SOCKET_RECV, LIBSSH2_ERROR_SOCKET_SEND,
                LIBSSH2_ERROR_BAD_SOCKET:
                .disconnected
            case LIBSSH2_ERROR_CHANNEL_CLOSED, LIBSSH2_ERROR_CHANNEL_EOF_SENT: .channelClosed
            case LIBSSH2_ERROR_KEX_FAILURE, LIBSSH2_ERROR_KEY_EXCHANGE_FAILURE: .keyExchange
            case LIBSSH2_ERROR_AUTHENTICATION_FAILED, LIBSSH2_ERROR_PUBLICKEY_UNVERIFIED: .denied
            case LIBSSH2_ERROR_FILE, LIBSSH2_ERROR_KEYFILE_AUTH_FAILED: .badPrivateKey
            case LIBSSH2_ERROR_CHANNEL_REQUEST_DENIED, LIBSSH2_ERROR_CHANNEL_FAILURE: .requestRefused
            default: .other
            }
    }
}
