extension SFTPSession {
    /// Whether the server refused for lack of space; version 3 has no code for that.
    func isForLackOfSpace(_ error: FileError, near path: RemotePath) async -> Bool {
        guard error.code == .refused else { return false }
        let words = error.cause.lowercased()
        if ["no space", "disk full", "quota"].contains(where: words.contains) { return true }
        do {
            return try await self.freeBytes(near: path) == 0
        } catch {
            return false
        }
    }

    /// How many bytes the account may still write there; nil when the server does not tell (statvfs@openssh.com).
    private func freeBytes(near path: RemotePath) async throws -> UInt64? {
        guard self.extensions["statvfs@openssh.com"] != nil else { return nil }
        var body = SFTPWriter()
        body.string(path.bytes)
        guard case .extended(let bytes) = try await self.succeeded(.extended("statvfs@openssh.com", body.bytes)) else {
            return nil
        }
        var reader = SFTPReader(bytes)
        // f_bsize, f_frsize, f_blocks, f_bfree, f_bavail.
        let numbers = try (0..<5).map { _ in try reader.long() }
        return numbers[2] == 0 ? nil : numbers[4].multipliedReportingOverflow(by: numbers[1]).partialValue
    }
}
