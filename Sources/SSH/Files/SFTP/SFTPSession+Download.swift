extension SFTPSession {
    /// Copies a file from the server; a path on our side gets its file when that is whole and proven.
    public nonisolated func download(
        _ path: RemotePath, to sink: FileSink, options: FileTransferOptions = FileTransferOptions(),
        progress: @escaping FileProgressReport = { _ in }
    ) async throws -> FileTransfer {
        try await self.perform(path, options) { session, wish in
            let writer = try LocalWriter(sink, options: options)
            return try await session.download(path, to: writer, options, wish, progress)
        }
    }

    /// The bytes of a file; throws `tooLarge` when there are more than `largest`.
    public nonisolated func contents(of path: RemotePath, atMost largest: Int) async throws -> [UInt8] {
        try await self.perform(path) { session, wish in
            let writer = LocalWriter(keeps: true)
            let options = FileTransferOptions(verification: .size, largest: Int64(largest))
            _ = try await session.download(path, to: writer, options, wish) { _ in }
            return await writer.contents()
        }
    }

    private func download(
        _ path: RemotePath, to writer: LocalWriter, _ options: FileTransferOptions, _ wish: StopWish,
        _ progress: FileProgressReport
    ) async throws -> FileTransfer {
        guard let found = try await self.attributes(.status(path.bytes)) else { throw self.error(.notFound) }
        guard found.isFolder != true else { throw self.error(.notAFile) }
        // A size of zero may also mean a file that is made when it is read, as in /proc.
        let size = found.size.flatMap { $0 == 0 ? nil : Int64(clamping: $0) }
        if let size, size > options.largest { throw self.error(.tooLarge(limit: options.largest)) }
        let start = try await self.proven(writer, path, size, options, wish)
        let handle = try await self.handle(.open(path.bytes, flags: SFTPRequest.read, RemoteAttributes()))
        let end = try await self.closing(handle) {
            var done = start
            return try await self.receive(from: handle, (start, size), largest: options.largest, wish) { blocks in
                try await writer.append(blocks)
                done += blocks.reduce(0) { $0 + Int64($1.count) }
                progress(FileProgress(done: done, total: size))
            }
        }
        if let size, end != size { throw self.error(.truncated(expected: size, actual: end)) }
        let mine = await writer.checksum()
        let theirs = try await self.checksum(of: path, first: end, options, options.verification, wish)
        if let theirs, theirs.sum != mine {
            await writer.discard()
            throw self.error(.checksumDiffers)
        }
        try wish.check()
        try await writer.commit()
        return FileTransfer(size: end, resumedAt: start, sha256: mine, proof: theirs?.proof ?? .size)
    }

    /// How much of an earlier download is there and the same as the server's file; the writer goes on from there.
    private func proven(
        _ writer: LocalWriter, _ path: RemotePath, _ size: Int64?, _ options: FileTransferOptions, _ wish: StopWish
    ) async throws -> Int64 {
        let found = try await writer.partSize()
        var start: Int64 = 0
        if let size, found > 0, found <= size {
            if let theirs = try await self.checksum(of: path, first: found, options, .cheap, wish) {
                start = try await writer.resume(at: found) == theirs.sum ? found : 0
            } else {
                let tail = try await writer.tail(before: found)
                start = try await self.read(path, found - Int64(tail.count)..<found, wish) == tail ? found : 0
            }
        }
        _ = try await writer.resume(at: start)
        return start
    }
}
