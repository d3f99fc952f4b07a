extension SSHConnection {
    /// Runs a short script and gives the last 4 KiB of its output and how it ended; nil when the server runs no commands.
    func run(_ script: ShellScript, until deadline: ContinuousClock.Instant) async throws -> (
        output: [UInt8], exit: SSHExit?
    )? {
        let channel: SSHChannel
        do {
            channel = try await self.open(.command(script.command))
        } catch let error as SSHError where error.code == .protocolError {
            return nil
        }
        var input = script.input[...]
        var output: [UInt8] = []
        while true {
            let turn = try await channel.turn(sending: input, until: deadline)
            input = input.dropFirst(turn.sent)
            output = (output + turn.output).suffix(4096)
            if turn.isOver || turn.isLate { break }
        }
        return (output, try await channel.finish(within: .seconds(2)))
    }

    /// The SHA-256 checksum of the first bytes of a file, by `sha256sum`; nil when the host cannot make it.
    func sha256(of path: RemotePath, first count: Int64, until deadline: ContinuousClock.Instant) async throws
        -> [UInt8]?
    {
        // In a redirection a name that begins with a dash is no option.
        let script =
            Array("head -c \(count) < ".utf8) + ShellScript.word(path.bytes) + Array(" | sha256sum".utf8)
        guard let outcome = try await self.run(ShellScript(script), until: deadline) else { return nil }
        // The sum is the last line, after whatever a login shell says.
        let line = outcome.output.split(separator: UInt8(ascii: "\n")).last ?? []
        return line.split(separator: UInt8(ascii: " ")).first.flatMap { Self.bytes(ofHex: $0) }
    }

    private static func bytes(ofHex text: ArraySlice<UInt8>) -> [UInt8]? {
        let digits = text.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
        guard digits.count == 64, text.count == 64 else { return nil }
        return stride(from: 0, to: 64, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }
}
