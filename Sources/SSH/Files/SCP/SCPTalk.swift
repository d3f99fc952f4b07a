/// One run of `scp` on a server: lines that announce a file, bytes, and an answer of one byte to each.
struct SCPTalk {
    let channel: SSHChannel
    let path: RemotePath
    let address: String
    let options: FileTransferOptions
    private var inbox: [UInt8] = []
    private var hasSpoken = false
    private let deadline: ContinuousClock.Instant

    init(channel: SSHChannel, path: RemotePath, address: String, options: FileTransferOptions) {
        (self.channel, self.path, self.address, self.options) = (channel, path, address, options)
        self.deadline = .now + options.limit
    }

    /// The path in the command; nil when it would be misread. Only a shell understands quotes.
    static func word(_ path: RemotePath, hasShell: Bool) -> String? {
        let argument = path.bytes.first == UInt8(ascii: "-") ? Array("./".utf8) + path.bytes : path.bytes
        guard let text = String(validating: argument, as: UTF8.self), RemotePath.printable(argument) == text else {
            return nil
        }
        let plain = argument.allSatisfy { Self.plain.contains($0) }
        return plain ? text : hasShell ? ShellScript.word(text) : nil
    }

    /// The path as a word of a script that no program takes for an option.
    static func argument(_ path: RemotePath) -> [UInt8] {
        ShellScript.word(path.bytes.first == UInt8(ascii: "-") ? Array("./".utf8) + path.bytes : path.bytes)
    }

    private static let plain = Set(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_@%+=:,./-".utf8)

    /// Sends a file.
    mutating func send(
        _ reader: LocalReader, as name: [UInt8], mode: UInt32, _ wish: StopWish, _ progress: FileProgressReport
    ) async throws {
        guard RemotePath.isPlainName(name) else { throw self.error(.badName) }
        try await self.expectAnswer()
        let permissions = "0" + String(mode & 0o777 | 0o1000, radix: 8).dropFirst()
        try await self.write(Array("C\(permissions) \(reader.size) ".utf8) + name + [0x0A])
        try await self.expectAnswer()
        var done: Int64 = 0
        while done < reader.size {
            try wish.check()
            let block = try await reader.next()
            try await self.write(block)
            done += Int64(block.count)
            // An answer in the middle is the server's reason to stop.
            if !self.inbox.isEmpty { try await self.expectAnswer() }
            progress(FileProgress(done: done, total: reader.size))
        }
        try await self.write([0])
        try await self.expectAnswer()
        try await self.channel.endInput(within: self.options.patience)
    }

    /// Receives the file that the server announces, and gives its size.
    mutating func receive(
        into writer: LocalWriter, _ options: FileTransferOptions, _ wish: StopWish, _ progress: FileProgressReport
    ) async throws -> Int64 {
        try await self.write([0])
        let size = try await self.announcement()
        guard size <= options.largest else { throw self.error(.tooLarge(limit: options.largest)) }
        try await self.write([0])
        var done: Int64 = 0
        while done < size {
            try wish.check()
            if self.inbox.isEmpty { try await self.more() }
            let block = Array(self.inbox.prefix(Int(min(Int64(self.inbox.count), size - done))))
            self.inbox.removeFirst(block.count)
            try await writer.append([block])
            done += Int64(block.count)
            progress(FileProgress(done: done, total: size))
        }
        try await self.expectAnswer()
        try await self.write([0])
        return size
    }

    /// The size in the line `C0644 1234 name`; the name is passed over, because we know where the file goes.
    private mutating func announcement() async throws -> Int64 {
        let line = try await self.line()
        let words = line.split(separator: " ", maxSplits: 2)
        guard line.hasPrefix("C"), words.count == 3, let size = Int64(words[1]), size >= 0 else {
            throw self.error(line.hasPrefix("D") ? .notAFile : .protocolError, RemotePath.printable(Array(line.utf8)))
        }
        return size
    }

    private mutating func expectAnswer() async throws {
        if self.inbox.isEmpty { try await self.more() }
        let answer = self.inbox[0]
        if answer == 0 {
            self.inbox.removeFirst()
        } else {
            _ = try await self.line()
            throw self.error(.protocolError, "an answer of \(answer)")
        }
    }

    /// A line of the server; throws when it is a complaint, which begins with the byte 1 or 2.
    private mutating func line() async throws -> String {
        while !self.inbox.contains(0x0A) {
            guard self.inbox.count <= RemotePath.longest + 64 else {
                throw self.error(.protocolError, "a line without end")
            }
            try await self.more()
        }
        let bytes = Array(self.inbox.prefix { $0 != 0x0A })
        self.inbox.removeFirst(bytes.count + 1)
        if let first = bytes.first, first == 1 || first == 2 {
            let words = RemotePath.printable(Array(bytes.dropFirst().prefix(300)))
            throw self.error(Self.meaning(of: words.lowercased()), words)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private mutating func more() async throws {
        let turn = try await self.channel.turn(until: self.patient)
        try self.take(turn)
        // What goes to the second output is a word for the log.
        if self.inbox.isEmpty, !turn.error.isEmpty { try await self.more() }
    }

    private mutating func write(_ bytes: [UInt8]) async throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let turn = try await self.channel.turn(sending: rest, until: self.patient)
            rest = rest.dropFirst(turn.sent)
            // After the last answer the program may end at once.
            if turn.isOver, rest.isEmpty { return }
            try self.take(turn)
        }
    }

    private mutating func take(_ turn: SSHTurn) throws {
        if turn.isLate { throw self.error(.timedOut) }
        if turn.isOver {
            throw self.error(
                self.hasSpoken ? .connection(.disconnected(.transfer)) : .unsupported, "scp ended before the file")
        }
        self.hasSpoken = self.hasSpoken || !turn.output.isEmpty
        self.inbox += turn.output
    }

    private var patient: ContinuousClock.Instant { min(self.deadline, .now + self.options.patience) }

    private static func meaning(of words: String) -> FileError.Code {
        let meanings: [(String, FileError.Code)] = [
            ("no such file", .notFound), ("not found", .notFound), ("permission denied", .permissionDenied),
            ("no space", .noSpace), ("disk full", .noSpace), ("quota", .noSpace), ("is a directory", .notAFile),
            ("not a regular file", .notAFile), ("exists", .alreadyExists),
        ]
        return meanings.first { words.contains($0.0) }?.1 ?? .refused
    }

    private func error(_ code: FileError.Code, _ cause: String = "") -> FileError {
        FileError(code, path: self.path.description, address: self.address, cause: cause)
    }
}
