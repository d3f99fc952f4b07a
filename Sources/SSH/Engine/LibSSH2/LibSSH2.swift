import CSSH2

/// One-time start of libssh2, which must happen before any thread uses it.
enum LibSSH2 {
    /// The library's answer, 0 when it is ready; evaluated once, thread-safe.
    static let startup = libssh2_init(0)
    /// Bytes the server may send before we grant more (`LIBSSH2_CHANNEL_WINDOW_DEFAULT`, a macro Swift cannot import).
    static let window: UInt32 = 2 << 20
    /// Largest packet we accept (`LIBSSH2_CHANNEL_PACKET_DEFAULT`).
    static let packet: UInt32 = 32768
}
