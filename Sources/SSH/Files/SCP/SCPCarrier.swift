import Reactor

/// Carries single files by the old protocol of `scp -t` and `scp -f`, for devices without SFTP; it cannot continue a transfer.
///
/// Without commands on the server (`hasCommands`) a file is written under its own name: what breaks off leaves a part there.
public actor SCPCarrier: FileCarrier {
    nonisolated let loop: EventLoop
    let address: String
    private let connection: SSHConnection

    /// On the loop, so that using the connection is a plain call.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { self.loop.asUnownedSerialExecutor() }

    init(connection: SSHConnection) {
        self.connection = connection
        self.loop = connection.session.loop
        self.address = connection.session.place
    }

    /// Copies a file to the server; the folder must be there.
    public nonisolated func upload(
        _ source: FileSource, to path: RemotePath, options: FileTransferOptions = FileTransferOptions(),
        progress: @escaping FileProgressReport = { _ in }
    ) async throws -> FileTransfer {
        try await StopWish.honoured(on: self.loop, within: options.grace) { wish in
            try await self.explaining(path) { try await $0.send(source, to: path, options, wish, progress) }
        }
    }

    /// Copies a file from the server; a path on our side gets its file when that is whole.
    public nonisolated func download(
        _ path: RemotePath, to sink: FileSink, options: FileTransferOptions = FileTransferOptions(),
        progress: @escaping FileProgressReport = { _ in }
    ) async throws -> FileTransfer {
        try await StopWish.honoured(on: self.loop, within: options.grace) { wish in
            try await self.explaining(path) { try await $0.fetch(path, to: sink, options, wish, progress) }
        }
    }

    /// Nothing stays open between two transfers.
    public func close() async {}

    private func send(
        _ source: FileSource, to path: RemotePath, _ options: FileTransferOptions, _ wish: StopWish,
        _ progress: FileProgressReport
    ) async throws -> FileTransfer {
        let reader = try LocalReader(source)
        guard reader.size <= options.largest else { throw self.error(.tooLarge(limit: options.largest), path) }
        // Without a look at the server nobody knows what would be replaced.
        guard options.replaces || options.hasCommands else { throw self.error(.unsupported, path) }
        let mark = LocalWriter.mark()
        guard let part = options.hasCommands ? path.partial(mark) : path else { throw self.error(.badName, path) }
        do {
            var talk = try await self.talk("-t", part, path, options)
            try await talk.send(reader, as: path.name, mode: options.permissions ?? 0o644, wish, progress)
            await talk.channel.end()
            let sum = await reader.checksum()
            let proof = try await self.proof(of: part, path, reader.size, sum, options)
            try wish.check()
            if options.hasCommands { try await self.move(part, to: path, options) }
            return FileTransfer(size: reader.size, resumedAt: 0, sha256: sum, proof: proof)
        } catch {
            if options.hasCommands { await self.remove(part) }
            throw error
        }
    }

    private func fetch(
        _ path: RemotePath, to sink: FileSink, _ options: FileTransferOptions, _ wish: StopWish,
        _ progress: FileProgressReport
    ) async throws -> FileTransfer {
        var fresh = options
        fresh.resumes = false
        let writer = try LocalWriter(sink, options: fresh)
        var talk = try await self.talk("-f", path, path, options)
        let size = try await talk.receive(into: writer, options, wish, progress)
        await talk.channel.end()
        let sum = await writer.checksum()
        let proof = try await self.proof(of: path, path, size, sum, options)
        try wish.check()
        try await writer.commit()
        return FileTransfer(size: size, resumedAt: 0, sha256: sum, proof: proof)
    }

    private func talk(_ flag: String, _ file: RemotePath, _ path: RemotePath, _ options: FileTransferOptions)
        async throws
        -> SCPTalk
    {
        guard let word = SCPTalk.word(file, hasShell: options.hasCommands) else { throw self.error(.badName, path) }
        let channel = try await self.connection.open(.command("scp \(flag) \(word)"))
        return SCPTalk(channel: channel, path: path, address: self.address, options: options)
    }

    private func proof(
        of file: RemotePath, _ path: RemotePath, _ size: Int64, _ sum: [UInt8], _ options: FileTransferOptions
    ) async throws -> FileProof {
        guard options.hasCommands, options.verification != .size else { return .size }
        let theirs = try await self.connection.sha256(of: file, first: size, until: .now + options.limit)
        guard let theirs else { return .size }
        guard theirs == sum else { throw self.error(.checksumDiffers, path) }
        return .command
    }

    private func move(_ part: RemotePath, to path: RemotePath, _ options: FileTransferOptions) async throws {
        let (old, new) = (SCPTalk.argument(part), SCPTalk.argument(path))
        let script: [UInt8] =
            if options.replaces {
                // `mv` into a folder of that name would succeed and mean something else.
                Array("if [ -d ".utf8) + new + Array(" ]; then exit 3; fi; exec mv -f ".utf8) + old + [0x20] + new
            } else {
                Array("ln ".utf8) + old + [0x20] + new + Array(" || exit 4; exec rm -f ".utf8) + old
            }
        let outcome = try await self.connection.run(ShellScript(script), until: .now + options.patience)
        switch outcome?.exit {
        case .status(0): return
        case .status(3): throw self.error(.notAFile, path)
        case .status(4): throw self.error(.alreadyExists, path)
        default: throw self.error(.refused, path)
        }
    }

    private func remove(_ part: RemotePath) async {
        let script = Array("exec rm -f ".utf8) + SCPTalk.argument(part)
        do {
            _ = try await self.connection.run(ShellScript(script), until: .now + .milliseconds(700))
        } catch {
            // The connection is gone; the failure before this one is the one that counts.
        }
    }

    private func explaining<Result: Sendable>(
        _ path: RemotePath, _ work: @Sendable (isolated SCPCarrier) async throws -> Result
    ) async throws -> Result {
        do {
            return try await work(self)
        } catch let problem as LocalProblem {
            throw problem.error(at: self.address)
        } catch let error as SSHError {
            throw error.code == .protocolError
                ? self.error(.unsupported, path, error.cause) : FileError(error, path: path.description)
        }
    }

    private func error(_ code: FileError.Code, _ path: RemotePath, _ cause: String = "") -> FileError {
        FileError(code, path: path.description, address: self.address, cause: cause)
    }
}
