extension SFTPSession {
    /// What is known about a file, following links; nil when there is none.
    public nonisolated func status(of path: RemotePath) async throws -> RemoteAttributes? {
        try await self.perform(path) { session, _ in try await session.attributes(.status(path.bytes)) }
    }

    /// What is known about a file or link itself; nil when there is none.
    public nonisolated func linkStatus(of path: RemotePath) async throws -> RemoteAttributes? {
        try await self.perform(path) { session, _ in try await session.attributes(.linkStatus(path.bytes)) }
    }

    /// Sets what is not nil.
    public nonisolated func set(_ attributes: RemoteAttributes, of path: RemotePath) async throws {
        try await self.perform(path) { session, _ in try await session.expectOK(.setStatus(path.bytes, attributes)) }
    }

    /// Removes a file or a link.
    public nonisolated func remove(_ path: RemotePath) async throws {
        try await self.perform(path) { session, _ in try await session.expectOK(.remove(path.bytes)) }
    }

    /// Makes a folder; those on the way must be there.
    public nonisolated func makeFolder(_ path: RemotePath) async throws {
        try await self.perform(path) { session, _ in try await session.expectOK(.makeFolder(path.bytes)) }
    }

    /// Removes an empty folder.
    public nonisolated func removeFolder(_ path: RemotePath) async throws {
        try await self.perform(path) { session, _ in try await session.expectOK(.removeFolder(path.bytes)) }
    }

    /// Gives a file another name; one that has it already is replaced, or is an error.
    public nonisolated func rename(_ path: RemotePath, to new: RemotePath, replacing: Bool = false) async throws {
        try await self.perform(path) { session, _ in
            try await session.move(path.bytes, to: new.bytes, replacing: replacing)
        }
    }

    /// The files of a folder, sorted by name; throws `tooLarge` when there are more than `largest`.
    public nonisolated func list(_ path: RemotePath, atMost largest: Int = 10_000) async throws -> [RemoteFile] {
        try await self.perform(path) { session, wish in
            let handle = try await session.handle(.openFolder(path.bytes))
            return try await session.closing(handle) { try await session.entries(of: handle, largest, wish) }
        }
    }

    /// The whole path of a file, without links and dots.
    public nonisolated func wholePath(of path: RemotePath) async throws -> RemotePath {
        try await self.perform(path) { session, _ in
            guard case .names(let names) = try await session.succeeded(.realPath(path.bytes)), names.count == 1,
                let whole = RemotePath(bytes: names[0].name)
            else { throw await session.broken(SFTPBreach("no path in the answer")) }
            return whole
        }
    }

    /// Runs an operation with its deadlines, so that cancelling it spares the connection when the server answers.
    nonisolated func perform<Result: Sendable>(
        _ path: RemotePath, _ options: FileTransferOptions = FileTransferOptions(limit: .seconds(600)),
        _ work: @escaping @Sendable (isolated SFTPSession, StopWish) async throws -> Result
    ) async throws -> Result {
        try await StopWish.honoured(on: self.loop, within: options.grace) { wish in
            try await self.run(path, options, wish, work)
        }
    }

    private func run<Result: Sendable>(
        _ path: RemotePath, _ options: FileTransferOptions, _ wish: StopWish,
        _ work: @Sendable (isolated SFTPSession, StopWish) async throws -> Result
    ) async throws -> Result {
        try wish.check()
        self.subject = path.description
        self.patience = options.patience
        self.deadline = .now + options.limit
        do {
            return try await work(self, wish)
        } catch let problem as LocalProblem {
            throw problem.error(at: self.address)
        }
    }

    /// The attributes in the answer; nil when there is no such file.
    func attributes(_ request: SFTPRequest) async throws -> RemoteAttributes? {
        let content = try await self.ask(request)
        if case .status(let status) = content, status.problem == .notFound { return nil }
        guard case .attributes(let attributes) = try await self.success(content) else {
            throw await self.broken(SFTPBreach("no attributes in the answer"))
        }
        return attributes
    }

    func expectOK(_ request: SFTPRequest) async throws {
        guard case .status = try await self.succeeded(request) else {
            throw await self.broken(SFTPBreach("no status in the answer"))
        }
    }

    func handle(_ request: SFTPRequest) async throws -> [UInt8] {
        guard case .handle(let handle) = try await self.succeeded(request) else {
            throw await self.broken(SFTPBreach("no handle in the answer"))
        }
        return handle
    }

    /// An answer that is no failure; an end of file is one here.
    func succeeded(_ request: SFTPRequest) async throws -> SFTPReply.Content {
        try await self.success(self.ask(request))
    }

    private func success(_ content: SFTPReply.Content) async throws -> SFTPReply.Content {
        if case .status(let status) = content, let problem = status.problem {
            throw self.error(problem, status.message)
        }
        return content
    }

    /// Renames; the old protocol never replaces, so without OpenSSH's extension the old file goes aside first.
    func move(_ old: [UInt8], to new: [UInt8], replacing: Bool) async throws {
        guard replacing else { return try await self.renameAnew(old, new) }
        if self.extensions["posix-rename@openssh.com"] != nil {
            var body = SFTPWriter()
            body.string(old)
            body.string(new)
            return try await self.expectOK(.extended("posix-rename@openssh.com", body.bytes))
        }
        guard try await self.attributes(.linkStatus(new)) != nil else { return try await self.renameAnew(old, new) }
        guard let aside = RemotePath(bytes: new)?.partial(LocalWriter.mark() + "old.") else {
            throw self.error(.badName)
        }
        try await self.expectOK(.rename(new, aside.bytes))
        do {
            try await self.expectOK(.rename(old, new))
        } catch {
            try await self.expectOK(.rename(aside.bytes, new))
            throw error
        }
        try await self.expectOK(.remove(aside.bytes))
    }

    private func renameAnew(_ old: [UInt8], _ new: [UInt8]) async throws {
        if try await self.attributes(.linkStatus(new)) != nil { throw self.error(.alreadyExists) }
        try await self.expectOK(.rename(old, new))
    }
}
