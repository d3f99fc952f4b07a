import Foundation

/// The file that holds the ring's keys: mode 0600, owned by the account that runs the program.
struct KeyFile {
    let path: String

    /// False only when there is no such file; throws when that cannot be told.
    func exists() throws(SecretsError) -> Bool {
        var status = stat()
        if stat(path, &status) == 0 { return true }
        guard errno == ENOENT else { throw unreadable("look at", errno) }
        return false
    }

    func read() throws(SecretsError) -> String {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw unreadable("open", errno) }
        defer { close(descriptor) }
        try checkSafety(of: descriptor)
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
        do {
            return String(decoding: try handle.readToEnd() ?? Data(), as: UTF8.self)
        } catch {
            throw unreadable("read", errno)
        }
    }

    /// Makes the file whole or not at all; when another program was first, its file stays.
    func create(_ text: String) throws(SecretsError) {
        try createFolder()
        let draft = try writeDraft(text)
        defer { unlink(draft) }
        // `link` refuses an existing name, so the first of two programs wins and neither sees half a file.
        guard link(draft, path) == 0 || errno == EEXIST else { throw unreadable("create", errno) }
    }

    /// The file's own folder is for its owner alone; those above it follow the umask.
    private func createFolder() throws(SecretsError) {
        let folder = ((path as NSString).standardizingPath as NSString).deletingLastPathComponent
        let above = (folder as NSString).deletingLastPathComponent
        do {
            if !above.isEmpty {
                try FileManager.default.createDirectory(atPath: above, withIntermediateDirectories: true)
            }
        } catch {
            throw SecretsError(
                .keyFileUnreadable, "The folder \(folder) for the key file cannot be made; create it or name another.",
                cause: String(describing: error))
        }
        guard folder.isEmpty || mkdir(folder, 0o700) == 0 || errno == EEXIST else {
            throw unreadable("create the folder of", errno)
        }
    }

    /// Puts new text in the file's place in one step.
    func replace(_ text: String) throws(SecretsError) {
        let draft = try writeDraft(text)
        guard rename(draft, path) == 0 else {
            let reason = errno
            unlink(draft)
            throw unreadable("replace", reason)
        }
    }

    private func writeDraft(_ text: String) throws(SecretsError) -> String {
        let draft = "\(path).\(Hexadecimal.text(try RandomBytes.generate(8)))"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw unreadable("create", errno) }
        defer { close(descriptor) }
        let bytes = Array(text.utf8)
        guard write(descriptor, bytes, bytes.count) == bytes.count, fsync(descriptor) == 0 else {
            let reason = errno
            unlink(draft)
            throw unreadable("write", reason)
        }
        return draft
    }

    private func checkSafety(of descriptor: Int32) throws(SecretsError) {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw unreadable("look at", errno) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw SecretsError(.keyFileUnsafe, "The key file \(path) is not an ordinary file.")
        }
        guard status.st_uid == geteuid() else {
            throw SecretsError(
                .keyFileUnsafe,
                """
                The key file \(path) belongs to user id \(status.st_uid), and NetStacks runs as user id \(geteuid()). \
                Run it as the owner, or: chown \(geteuid()) \(path)
                """)
        }
        let mode = status.st_mode & 0o7777
        guard mode & 0o077 == 0 else {
            throw SecretsError(
                .keyFileUnsafe,
                """
                The key file \(path) has mode 0\(String(mode, radix: 8)): others may read or change it. \
                Run: chmod 600 \(path)
                """)
        }
    }

    private func unreadable(_ action: String, _ number: Int32) -> SecretsError {
        let reason = String(cString: strerror(number))
        return SecretsError(
            .keyFileUnreadable, "NetStacks could not \(action) the key file \(path): \(reason).",
            cause: "errno \(number)")
    }
}
