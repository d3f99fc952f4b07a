/// A command that goes on without a connection.
public struct LinuxTask: Sendable, Hashable {
    /// The name of a task, and of its folder on the host.
    public struct ID: Sendable, Hashable, CustomStringConvertible {
        /// Letters, digits, `-` and `_`.
        public let description: String

        /// At most 64 letters, digits, `-` and `_`; nil for anything else.
        public init?(_ text: String) {
            let isPlain = text.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                    || byte == 0x2D || byte == 0x5F
            }
            guard isPlain, (1...64).contains(text.utf8.count), !text.hasPrefix("-") else { return nil }
            self.description = text
        }
    }

    /// What has become of a task.
    public enum State: Sendable, Hashable {
        /// Its process lives: same number, same start time, same boot of the host.
        case running
        /// It has ended with this status, 128 and more for a signal, at this second since 1970.
        case exited(status: Int32, at: Int)
        /// Its process is gone and left no status: it was killed, or the host was restarted.
        case vanished
    }

    /// Its name.
    public let id: ID
    /// What has become of it.
    public let state: State
    /// The process that leads its group; nil when it never came so far.
    public let process: Int32?
    /// When it began, in seconds since 1970 by the host's clock.
    public let started: Int?
}
