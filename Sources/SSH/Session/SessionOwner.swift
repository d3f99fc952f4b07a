import CSSH2
import Foundation

/// Owns a libssh2 session with its socket; both are freed once, also when connecting fails half-way.
final class SessionOwner {
    let session: OpaquePointer
    let socket: SocketHandle
    /// The answer for a keyboard-interactive server; the session's callbacks read it through their context pointer.
    let keyboard: KeyboardAnswer

    /// Makes a non-blocking session over a connected socket; nil when libssh2 cannot start or has no memory.
    init?(socket: SocketHandle) {
        let keyboard = KeyboardAnswer()
        guard LibSSH2.startup == 0,
            let session = libssh2_session_init_ex(nil, nil, nil, Unmanaged.passUnretained(keyboard).toOpaque())
        else { return nil }
        libssh2_session_set_blocking(session, 0)
        self.session = session
        self.socket = socket
        self.keyboard = keyboard
    }

    deinit {
        // With the socket shut down no call of libssh2 waits; the descriptor is closed only after its last use,
        // because its number may belong to another connection at once.
        self.socket.shutDown()
        var tries = 0
        while libssh2_session_free(self.session) == LIBSSH2_ERROR_EAGAIN, tries < 100 { tries += 1 }
    }

    /// What libssh2 says about its last failure.
    func lastCause() -> Cause {
        var text: UnsafeMutablePointer<CChar>?
        var length: Int32 = 0
        let code = libssh2_session_last_error(self.session, &text, &length, 0)
        return Cause(code: code, message: text.map { String(cString: $0) } ?? "")
    }
}
