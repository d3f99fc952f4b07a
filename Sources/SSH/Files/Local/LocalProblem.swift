import Foundation

/// Why a file on our side could not be used.
struct LocalProblem: Error {
    let code: FileError.Code
    let path: String
    let cause: String

    init(_ code: FileError.Code, _ path: String, _ cause: String = "") {
        self.code = code
        self.path = RemotePath.printable(Array(path.utf8))
        self.cause = cause
    }

    /// The system's last error on this thread.
    static func system(_ path: String) -> LocalProblem {
        LocalProblem(.local, path, String(cString: strerror(errno)))
    }

    func error(at address: String) -> FileError {
        FileError(self.code, path: self.path, address: address, cause: self.cause)
    }
}
