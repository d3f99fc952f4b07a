import Foundation

/// The server's log file, which the program makes and the server's own account only appends to.
struct ServerLog {
    let path: String

    private static let rotatesAt: off_t = 10 << 20

    /// Makes the file, and sets one of more than 10 MiB aside as `.1`.
    func prepare() throws(PrivatePostgresError) {
        var status = stat()
        if lstat(path, &status) == 0, status.st_size > Self.rotatesAt, rename(path, path + ".1") != 0 {
            throw .folderUnusable("rename", path)
        }
        let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw .folderUnusable("open", path) }
        close(descriptor)
    }

    /// The last line in which PostgreSQL, or the program that should start it, says what is wrong.
    func lastComplaint() -> String {
        let data = FileManager.default.contents(atPath: path) ?? Data()
        let lines = String(decoding: data.suffix(16384), as: UTF8.self).split(separator: "\n")
        let complaint = lines.last { $0.contains("FATAL:") || $0.contains("PANIC:") } ?? lines.last
        guard let complaint else { return "it said nothing" }
        let start = ["FATAL:", "PANIC:"].compactMap { complaint.range(of: $0)?.upperBound }.first
        return complaint[(start ?? complaint.startIndex)...].trimmingCharacters(in: .whitespaces)
    }
}
