extension SFTPSession {
    /// The SHA-256 checksum of the first bytes of a file on the server; nil when that is too dear, or cannot be had.
    func checksum(
        of path: RemotePath, first count: Int64, _ options: FileTransferOptions, _ verification: FileVerification,
        _ wish: StopWish
    ) async throws -> (sum: [UInt8], proof: FileProof)? {
        if verification == .size { return nil }
        if let sum = try await self.checkFile(path, count) { return (sum, .checkFile) }
        if options.hasCommands, let connection = self.connection {
            let sum = try await connection.sha256(of: path, first: count, until: self.deadline ?? .now + self.patience)
            if let sum { return (sum, .command) }
        }
        guard verification == .full else { return nil }
        let writer = LocalWriter(keeps: false)
        let handle = try await self.handle(.open(path.bytes, flags: SFTPRequest.read, RemoteAttributes()))
        try await self.closing(handle) {
            _ = try await self.receive(from: handle, (0, count), largest: count, wish) { try await writer.append($0) }
        }
        return (await writer.checksum(), .readBack)
    }

    /// Some bytes of a file on the server; fewer when it ends before.
    func read(_ path: RemotePath, _ range: Range<Int64>, _ wish: StopWish) async throws -> [UInt8] {
        let handle = try await self.handle(.open(path.bytes, flags: SFTPRequest.read, RemoteAttributes()))
        return try await self.closing(handle) {
            var bytes: [UInt8] = []
            let bounds = (range.lowerBound, range.upperBound)
            try await self.receive(from: handle, bounds, largest: range.upperBound, wish) { blocks in
                bytes += blocks.joined()
            }
            return bytes
        }
    }

    /// By the extension `check-file` (draft-ietf-secsh-filexfer-extensions-00 section 3), when the server has it.
    private func checkFile(_ path: RemotePath, _ count: Int64) async throws -> [UInt8]? {
        // A length of zero would mean «to the end».
        guard count > 0, self.extensions.keys.contains(where: { ["check-file", "check-file-name"].contains($0) }) else {
            return nil
        }
        var body = SFTPWriter()
        body.string(path.bytes)
        body.string("sha256")
        body.long(0)
        body.long(UInt64(count))
        // A block size of zero asks for one checksum of everything.
        body.number(0)
        let content = try await self.ask(.extended("check-file-name", body.bytes))
        // A server that has the extension and not this algorithm refuses; there are other ways.
        guard case .extended(let bytes) = content else { return nil }
        var reader = SFTPReader(bytes)
        do {
            var algorithm = try reader.string()
            // Some servers repeat the extension's name first.
            if algorithm == Array("check-file".utf8) { algorithm = try reader.string() }
            let sum = reader.remainder()
            return algorithm == Array("sha256".utf8) && sum.count == 32 ? sum : nil
        } catch {
            throw await self.broken(error)
        }
    }
}
