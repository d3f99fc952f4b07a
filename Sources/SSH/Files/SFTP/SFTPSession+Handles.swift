extension SFTPSession {
    /// Closes the handle after the work, also when that fails.
    func closing<Result: Sendable>(_ handle: [UInt8], after work: () async throws -> Result) async throws -> Result {
        let result: Result
        do {
            result = try await work()
        } catch {
            await self.giveUp(handle)
            throw error
        }
        try await self.expectOK(.close(handle))
        return result
    }

    /// Closes a handle of work that failed: that failure counts, and a handle left open ends with the file service.
    func giveUp(_ handle: [UInt8]) async {
        do {
            try await self.expectOK(.close(handle))
        } catch {
            // See above.
        }
    }

    /// All entries behind a folder's handle, sorted by name, without `.` and `..` and what is no plain name.
    func entries(of handle: [UInt8], _ largest: Int, _ wish: StopWish) async throws -> [RemoteFile] {
        var files: [[UInt8]: RemoteAttributes] = [:]
        var seen = 0
        while true {
            try wish.check()
            switch try await self.ask(.readFolder(handle)) {
            case .status(let status):
                guard status.kind == .endOfFile else {
                    throw self.error(status.problem ?? .protocolError, status.message)
                }
                return files.map { RemoteFile(name: $0.key, attributes: $0.value) }
                    .sorted { $0.name.lexicographicallyPrecedes($1.name) }
            case .names(let names):
                // Counted with those that are passed over, so that no folder is endless; `.` and `..` are two more.
                seen += max(1, names.count)
                guard seen <= largest + 2 else { throw self.error(.tooLarge(limit: Int64(largest))) }
                for (name, attributes) in names where RemotePath.isPlainName(name) { files[name] = attributes }
            default: throw await self.broken(SFTPBreach("no names in the answer"))
            }
        }
    }

    /// Sends everything that is left of `reader` to the handle, many requests ahead of their answers.
    func send(
        _ reader: LocalReader, to handle: [UInt8], from start: Int64, _ wish: StopWish,
        _ progress: FileProgressReport
    ) async throws {
        var (offset, done) = (start, start)
        var awaited: [UInt32: Int] = [:]
        var isRead = false
        while true {
            try wish.check()
            while !isRead, awaited.count + LocalReader.block / SFTPReadWindow.chunk <= SFTPReadWindow.most {
                try wish.check()
                let block = try await reader.next()
                isRead = block.isEmpty
                for first in stride(from: 0, to: block.count, by: SFTPReadWindow.chunk) {
                    let piece = block[first..<min(first + SFTPReadWindow.chunk, block.count)]
                    awaited[self.post(.write(handle, offset: UInt64(offset), piece))] = piece.count
                    offset += Int64(piece.count)
                }
                try await self.flush()
            }
            if awaited.isEmpty { return }
            let reply = try await self.reply()
            guard let count = awaited.removeValue(forKey: reply.id) else { continue }
            guard case .status(let status) = reply.content else {
                throw await self.broken(SFTPBreach("no status in the answer to a write"))
            }
            if let problem = status.problem { throw self.error(problem, status.message) }
            done += Int64(count)
            progress(FileProgress(done: done, total: reader.size))
        }
    }

    /// Reads from the handle, many requests ahead of their answers, up to `end` or the end of the file; gives where it ended.
    @discardableResult
    func receive(
        from handle: [UInt8], _ range: (start: Int64, end: Int64?), largest: Int64, _ wish: StopWish,
        _ deliver: ([[UInt8]]) async throws -> Void
    ) async throws -> Int64 {
        var window = SFTPReadWindow(from: range.start, to: range.end)
        while !window.isDone {
            try wish.check()
            while let piece = window.next() {
                let id = self.post(.read(handle, offset: UInt64(piece.offset), count: UInt32(piece.count)))
                window.asked(piece, id: id)
            }
            let reply = try await self.reply()
            do {
                try window.take(reply)
            } catch let status as SFTPStatus {
                throw self.error(status.problem ?? .protocolError, status.message)
            } catch let breach as SFTPBreach {
                throw await self.broken(breach)
            }
            let blocks = window.ready()
            self.noteHeld(window.held)
            guard window.delivered <= largest else { throw self.error(.tooLarge(limit: largest)) }
            if !blocks.isEmpty { try await deliver(blocks) }
        }
        return window.delivered
    }
}
