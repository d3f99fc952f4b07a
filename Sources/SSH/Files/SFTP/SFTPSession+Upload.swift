extension SFTPSession {
    /// Copies a file to the server: under a temporary name, and to its own when it is whole and proven.
    public nonisolated func upload(
        _ source: FileSource, to path: RemotePath, options: FileTransferOptions = FileTransferOptions(),
        progress: @escaping FileProgressReport = { _ in }
    ) async throws -> FileTransfer {
        try await self.perform(path, options) { session, wish in
            try await session.upload(source, path, options, wish, progress)
        }
    }

    private func upload(
        _ source: FileSource, _ path: RemotePath, _ options: FileTransferOptions, _ wish: StopWish,
        _ progress: FileProgressReport
    ) async throws -> FileTransfer {
        let reader = try LocalReader(source)
        guard reader.size <= options.largest else { throw self.error(.tooLarge(limit: options.largest)) }
        guard let part = path.partial(options.resumes ? "" : LocalWriter.mark()) else { throw self.error(.badName) }
        let replaced = try await self.attributes(.status(path.bytes))
        if replaced?.isFolder == true { throw self.error(.notAFile) }
        if replaced != nil, !options.replaces { throw self.error(.alreadyExists) }
        let start = options.resumes ? try await self.proven(part, reader, options, wish) : 0
        let flags =
            SFTPRequest.write | SFTPRequest.create
            | (!options.resumes ? SFTPRequest.exclusive : start == 0 ? SFTPRequest.truncate : 0)
        let handle = try await self.handle(.open(part.bytes, flags: flags, RemoteAttributes(mode: 0o600)))
        do {
            let mode = options.permissions ?? replaced?.permissions ?? 0o644
            try await self.closing(handle) {
                try await self.send(reader, to: handle, from: start, wish, progress)
                try await self.settle(handle, mode, isAsked: options.permissions != nil)
            }
            let result = try await self.verified(part, reader, start, options, wish)
            try wish.check()
            try await self.move(part.bytes, to: path.bytes, replacing: options.replaces)
            return result
        } catch {
            throw await self.cleaned(part, after: error, keeps: options.resumes)
        }
    }

    /// Sets the permissions, and has the bytes written to the disk where the server can do that.
    private func settle(_ handle: [UInt8], _ mode: UInt32, isAsked: Bool) async throws {
        do {
            try await self.expectOK(.setHandleStatus(handle, RemoteAttributes(mode: mode)))
        } catch let error as FileError
            where !isAsked && [.unsupported, .refused, .permissionDenied].contains(error.code)
        {
            // Devices without permissions refuse; whoever asked for certain ones must know.
        }
        if self.extensions["fsync@openssh.com"] != nil {
            var body = SFTPWriter()
            body.string(handle)
            try await self.expectOK(.extended("fsync@openssh.com", body.bytes))
        }
    }

    /// Compares the copy with the source.
    private func verified(
        _ part: RemotePath, _ reader: LocalReader, _ start: Int64, _ options: FileTransferOptions, _ wish: StopWish
    ) async throws -> FileTransfer {
        if let size = try await self.attributes(.status(part.bytes))?.size, Int64(clamping: size) != reader.size {
            throw self.error(.truncated(expected: reader.size, actual: Int64(clamping: size)))
        }
        let mine = await reader.checksum()
        let theirs = try await self.checksum(of: part, first: reader.size, options, options.verification, wish)
        if let theirs, theirs.sum != mine { throw self.error(.checksumDiffers) }
        return FileTransfer(size: reader.size, resumedAt: start, sha256: mine, proof: theirs?.proof ?? .size)
    }

    /// How much of an earlier upload is there and the same as the source; the reader goes on from there.
    private func proven(
        _ part: RemotePath, _ reader: LocalReader, _ options: FileTransferOptions, _ wish: StopWish
    ) async throws -> Int64 {
        guard let found = try await self.attributes(.linkStatus(part.bytes)) else { return 0 }
        guard found.isPlainFile != false else { throw self.error(.notAFile, part.description) }
        guard let size = found.size.map(Int64.init(clamping:)), size > 0, size <= reader.size else { return 0 }
        if let theirs = try await self.checksum(of: part, first: size, options, .cheap, wish) {
            if try await reader.skip(to: size) == theirs.sum { return size }
            await reader.rewind()
            return 0
        }
        // The last requests may have been done in any order, so what they wrote is written again.
        let start = size - Int64(SFTPReadWindow.most * SFTPReadWindow.chunk)
        guard start > 0 else { return 0 }
        let tail = try await reader.tail(before: start)
        guard try await self.read(part, start - Int64(tail.count)..<start, wish) == tail else { return 0 }
        _ = try await reader.skip(to: start)
        return start
    }

    /// The error as it is to be reported, after the part was removed unless it can be continued.
    private func cleaned(_ part: RemotePath, after error: any Error, keeps: Bool) async -> any Error {
        let cause = error as? FileError
        let isFull = if let cause { await self.isForLackOfSpace(cause, near: part) } else { false }
        if !keeps || cause?.isAboutTheCopy == true {
            do {
                try await self.expectOK(.remove(part.bytes))
            } catch {
                // The connection is gone, or the server keeps the part: the first failure is the one that counts.
            }
        }
        return isFull ? self.error(.noSpace, cause?.cause ?? "") : error
    }
}
