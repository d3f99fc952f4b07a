/// What went wrong with a file on a server, or with its transfer.
public struct FileError: Error, Sendable, CustomStringConvertible, CustomDebugStringConvertible {
    /// The kinds of failure.
    public enum Code: Sendable, Hashable {
        /// There is no such file or folder.
        case notFound
        /// The account may not do this.
        case permissionDenied
        /// The server's disk is full.
        case noSpace
        /// The file is there already, and was not to be replaced.
        case alreadyExists
        /// The path is a folder, or something else that is no plain file.
        case notAFile
        /// The path is empty, too long, or holds characters that the server would misread.
        case badName
        /// It is larger than the caller's bound, in bytes or entries.
        case tooLarge(limit: Int64)
        /// The copy has another size than the original.
        case truncated(expected: Int64, actual: Int64)
        /// The copy has the right size and another SHA-256 checksum.
        case checksumDiffers
        /// The source changed while it was read.
        case changed
        /// The server does not offer this.
        case unsupported
        /// The server did not answer in time.
        case timedOut
        /// The server refused for a reason of its own, which `cause` may tell.
        case refused
        /// The server broke the protocol.
        case protocolError
        /// A file on our side could not be read or written, for the reason in `cause`.
        case local
        /// The connection failed.
        case connection(SSHError.Code)
    }

    /// The kind of failure.
    public let code: Code
    /// The file that it is about, printable on one line.
    public let path: String
    /// The server's address with its port.
    public let address: String
    /// The cause in the words of the server or the system; untrusted text, for the log.
    public let cause: String

    init(_ code: Code, path: String, address: String, cause: String = "") {
        self.code = code
        self.path = path
        self.address = address
        self.cause = cause
    }

    init(_ error: SSHError, path: String) {
        self.code = if case .timedOut = error.code { .timedOut } else { .connection(error.code) }
        self.path = path
        self.address = error.address
        self.cause = error.debugDescription
    }

    /// Whether the copy is wrong, so that continuing it would be of no use.
    var isAboutTheCopy: Bool {
        switch self.code {
        case .truncated, .checksumDiffers, .changed: true
        default: false
        }
    }

    /// What is wrong, where, and what to do about it.
    public var description: String {
        let (place, path) = (self.address, self.path)
        return switch self.code {
        case .notFound: "\(place): there is no \(path). Check the path; folders on the way are not made."
        case .permissionDenied: "\(place): the account may not use \(path). Check its rights and the file's owner."
        case .noSpace: "\(place): the disk is full, \(path) was not written. Free some space there."
        case .alreadyExists: "\(place): \(path) is there already. Allow replacing it, or choose another name."
        case .notAFile: "\(place): \(path) is no plain file. Give the path of a file, with its name at the end."
        case .badName: "\(place): \(path) is not a usable path: empty, too long, or with characters it would misread."
        case .tooLarge(let limit):
            "\(place): \(path) is larger than the bound of \(limit). Raise the bound if it is right."
        case .truncated(let expected, let actual):
            "\(place): the copy of \(path) has \(actual) bytes instead of \(expected) and was not kept. "
                + "Check the space on both sides and try again."
        case .checksumDiffers:
            "\(place): the copy of \(path) differs from the original (SHA-256) and was not kept. Try again without resuming."
        case .changed: "\(place): \(path) changed while it was read. Try again when nobody writes to it."
        case .unsupported: "\(place) offers no way to do this with \(path). Enable SFTP (or SCP) on the device."
        case .timedOut: "\(place) did not answer in time about \(path). Check the link and the device's load."
        case .refused: "\(place) refused the operation on \(path). Check space, quota, rights and the device's log."
        case .protocolError:
            "\(place) broke the file transfer protocol at \(path). Check the device's log and software."
        case .local: "\(path) could not be read or written on this side: \(self.cause)."
        case .connection(let code):
            "\(SSHError.sentence(code, place)) The transfer of \(path) was not finished."
        }
    }

    /// The code and the cause, for the log.
    public var debugDescription: String { "FileError(\(self.code), \(self.path), \(self.address), \(self.cause))" }
}
