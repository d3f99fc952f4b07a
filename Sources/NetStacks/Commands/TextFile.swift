import ArgumentParser
import Foundation

/// A text file that somebody named on the command line; what is wrong with it is said as it is.
enum TextFile {
    /// More is no file that a person wrote, and would fill the memory.
    static let largest = 64 << 20

    /// The text of a regular file, `~` standing for the home folder; `what` begins the sentence of an error.
    static func contents(of path: String, _ what: String) throws -> String {
        guard let text = String(validating: try bytes(of: path, what), as: UTF8.self) else {
            throw ValidationError("\(what), \(path), is not UTF-8 text. Save it as UTF-8.")
        }
        return text
    }

    /// The bytes of a regular file.
    static func bytes(of path: String, _ what: String) throws -> Data {
        guard !path.isEmpty else { throw ValidationError("\(what) has an empty name. Give the name of a file.") }
        let file = open((path as NSString).expandingTildeInPath, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard file >= 0 else { throw ValidationError("\(what) cannot be read from \(path): \(reason(errno)).") }
        let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
        var facts = stat()
        guard fstat(file, &facts) == 0 else {
            throw ValidationError("\(what) cannot be read from \(path): \(reason(errno)).")
        }
        switch facts.st_mode & S_IFMT {
        case S_IFREG, S_IFIFO: break
        case S_IFDIR: throw ValidationError("\(path) is a folder. Give the name of a file.")
        default: throw ValidationError("\(path) is a device of this machine, no file. Give the name of a file.")
        }
        // A pipe, such as the shell's <(…), may have nothing yet: it is waited for.
        _ = fcntl(file, F_SETFL, 0)
        let data = try handle.read(upToCount: largest + 1) ?? Data()
        guard data.count <= largest else {
            throw ValidationError("\(what), \(path), has more than \(largest >> 20) MB. Give a smaller file.")
        }
        return data
    }

    private static func reason(_ code: Int32) -> String {
        switch code {
        case ENOENT: "there is no such file. Check its name and the folder you are in"
        case EACCES: "you may not read it. Check whose it is"
        case ENOTDIR: "a part of its name is no folder. Check its name"
        case ELOOP: "its links lead in a circle"
        default: String(cString: strerror(code))
        }
    }
}
