import ArgumentParser
import Foundation

/// A file of yours alone to which lines are added.
struct PrivateFile {
    let path: String

    /// Adds a line; the folder and the file are made for you alone. `what` and `option` are for the sentence of a failure.
    func append(_ line: String, _ what: String, option: String) throws {
        let folder = (path as NSString).deletingLastPathComponent
        if !folder.isEmpty {
            // When it cannot be made, the file cannot be opened either, and that is told.
            try? FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        }
        // A file whose last line somebody has left without an end would take this for a part of it.
        let isOpen = FileManager.default.contents(atPath: path)?.last.map { $0 != 0x0A } ?? false
        let bytes = Array(((isOpen ? "\n" : "") + line + "\n").utf8)
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw ValidationError("\(what) cannot be remembered in \(path). Check its folder, or give \(option).")
        }
        defer { close(descriptor) }
        guard write(descriptor, bytes, bytes.count) == bytes.count else {
            throw ValidationError("\(what) was not written to \(path). Check the space on the disk.")
        }
    }
}
