public import SSH

/// What went wrong on a Linux host, apart from what its commands themselves say.
public struct LinuxError: Error, Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    /// The kinds of failure.
    public enum Code: Sendable, Hashable {
        /// The command cannot be sent: it holds a zero character, or a name of a variable is none.
        case invalid(String)
        /// The host runs no commands, or its shell did not start them.
        case noShell
        /// `sudo` is not installed.
        case sudoMissing
        /// `sudo` refused: the password is wrong or missing, or the account has no right to it.
        case sudoRefused
        /// A task of this name is there already.
        case taskExists
        /// There is no task of this name.
        case noSuchTask
        /// The account has no folder of its own in which tasks can be kept.
        case noFolder
        /// The host answered something that makes no sense.
        case unexpectedAnswer
        /// The connection failed.
        case connection(SSHError.Code)
    }

    /// The kind of failure.
    public let code: Code
    /// The host's address with its port.
    public let address: String
    /// The cause in the words of the host; untrusted text, for the log.
    public let cause: String

    init(_ code: Code, address: String, cause: String = "") {
        self.code = code
        self.address = address
        self.cause = cause
    }

    init(_ error: SSHError) {
        self.init(
            error.code == .protocolError ? .noShell : .connection(error.code), address: error.address,
            cause: error.debugDescription)
    }

    /// What is wrong, where, and what to do about it; holds no secret.
    public var description: String {
        let place = self.address
        return switch self.code {
        case .invalid(let what): "The command for \(place) cannot be sent: \(what)."
        case .noShell: "\(place) did not start a shell for commands. Check the account's shell and what SSH allows it."
        case .sudoMissing: "\(place) has no sudo. Install it, or sign in as the user who may run the command."
        case .sudoRefused:
            "\(place): sudo refused the account. Check its password and its rights in the sudoers file."
        case .taskExists: "\(place): a task of this name is there already. Choose another name, or remove it."
        case .noSuchTask: "\(place): there is no task of this name. It was removed, or another account started it."
        case .noFolder:
            "\(place): the account has no folder of its own for tasks. Give it a home that it can write to."
        case .unexpectedAnswer:
            "\(place) answered something unexpected. Check what the account's shell prints at its start."
        case .connection(let code): SSHError.sentence(code, place)
        }
    }

    /// The code and the cause, for the log.
    public var debugDescription: String { "LinuxError(\(self.code), \(self.address), \(self.cause))" }
}
