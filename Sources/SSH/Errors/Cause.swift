import CSSH2

/// An answer of libssh2 that is not success, with the library's own words.
struct Cause {
    let code: Int32
    let message: String

    /// Whether the connection is gone.
    var isDisconnect: Bool {
        switch self.code {
        case LIBSSH2_ERROR_SOCKET_DISCONNECT, LIBSSH2_ERROR_SOCKET_RECV, LIBSSH2_ERROR_SOCKET_SEND,
            LIBSSH2_ERROR_BAD_SOCKET, LIBSSH2_ERROR_CHANNEL_CLOSED, LIBSSH2_ERROR_CHANNEL_EOF_SENT:
            true
        default: false
        }
    }

    /// What the answer means in a stage of the connection.
    func meaning(in stage: SSHStage) -> SSHError.Code {
        if self.isDisconnect { return .disconnected(stage) }
        switch (stage, self.code) {
        case (.keyExchange, _): return .keyExchange
        case (.authentication, LIBSSH2_ERROR_AUTHENTICATION_FAILED),
            (.authentication, LIBSSH2_ERROR_PUBLICKEY_UNVERIFIED):
            return .authenticationFailed(offeredMethods: [])
        case (.authentication, LIBSSH2_ERROR_FILE), (.authentication, LIBSSH2_ERROR_KEYFILE_AUTH_FAILED):
            return .badPrivateKey
        default: return .protocolError
        }
    }
}
