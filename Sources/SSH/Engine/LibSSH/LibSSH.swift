import CSSH

/// One-time start of libssh, which must happen before any thread uses it.
enum LibSSH {
    /// The library's answer, 0 when it is ready; evaluated once, thread-safe.
    static let startup = ssh_init()
    /// `SSH_EOF`, a macro that Swift does not import.
    static let endOfFile: Int32 = -127
}
