import Foundation

extension SSHSession {
    /// Opens a channel and starts a program in it, with a terminal when one is given; gives the error when it is refused.
    func open(
        _ program: SSHProgram, _ terminal: SSHTerminal?, variables: [String: String],
        until deadline: ContinuousClock.Instant
    ) async throws -> Result<ChannelBox, SSHError> {
        let channel = ChannelBox(try self.live(.channel).makeChannel(.session))
        try await self.repeating(.channel, until: deadline) { _ in channel.channel.open() }
        if let terminal {
            try await self.repeating(.channel, until: deadline) { _ in channel.channel.requestTerminal(terminal) }
        }
        for (name, value) in variables.sorted(by: { $0.key < $1.key }) {
            try await self.repeating(.channel, until: deadline) { _ in channel.channel.setVariable(name, value) }
        }
        let started = try await self.settling(.channel, until: deadline) { _ in channel.channel.start(program) }
        if case .failure(let failure) = started {
            let error = self.error(failure.meaning(in: .channel), failure.cause)
            guard failure.kind == .requestRefused else { throw error }
            // A server without this service is still there for others.
            _ = try await self.finish(channel, until: deadline)
            return .failure(error)
        }
        return .success(channel)
    }

    /// Sends all bytes.
    func write(_ bytes: [UInt8], to box: ChannelBox, until deadline: ContinuousClock.Instant) async throws {
        var sent = 0
        while sent < bytes.count {
            sent += try await self.repeating(.transfer, until: deadline) { _ in
                bytes[sent...].withUnsafeBytes { box.channel.write($0) }
            }
        }
        try await self.repeating(.transfer, until: deadline) { _ in box.channel.flush() }
    }

    /// What has arrived, at most 64 KiB; nil when the deadline passed first, empty at the end of the stream.
    func read(_ stream: SSHOutput, of box: ChannelBox, until deadline: ContinuousClock.Instant) async throws -> [UInt8]?
    {
        while true {
            let engine = try self.live(.transfer)
            var answer = EngineAnswer.again
            let bytes = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
                (answer, count) = Self.fill(UnsafeMutableRawBufferPointer(buffer), from: box.channel, stream)
            }
            if !bytes.isEmpty { return bytes }
            switch answer {
            case .done: return []
            case .failed(let failure): throw self.error(failure.meaning(in: .transfer), failure.cause)
            case .again:
                // Who only looks whether something is there does not wait for it.
                if deadline <= .now { return nil }
                guard try await self.wait(engine, until: deadline) else { return nil }
            }
        }
    }

    /// Reads until the buffer is full or nothing more is there.
    static func fill(
        _ buffer: UnsafeMutableRawBufferPointer, from channel: any EngineChannel, _ stream: SSHOutput
    ) -> (EngineAnswer, count: Int) {
        var count = 0
        while count < buffer.count {
            let answer = channel.read(stream, into: UnsafeMutableRawBufferPointer(rebasing: buffer[count...]))
            guard case .done(let number) = answer, number > 0 else { return (answer, count) }
            count += number
        }
        return (.done(count), count)
    }

    /// Closes a channel and waits for how its program ended.
    func finish(_ box: ChannelBox, until deadline: ContinuousClock.Instant) async throws -> SSHExit? {
        // The status comes between the end of the output and the server's close; ours could overtake it. A program may also
        // have closed its output and go on.
        let now = ContinuousClock.now
        _ = try await self.waitForClose(of: box, until: now + now.duration(to: deadline) / 2)
        try await self.repeating(.transfer, until: deadline) { _ in box.channel.close() }
        return box.channel.exit
    }

    /// Waits until the server tells of the program's end; false at the deadline and when the task is cancelled.
    func awaitEnd(of box: ChannelBox, until deadline: ContinuousClock.Instant) async throws -> Bool {
        do {
            return try await self.waitForClose(of: box, until: deadline)
        } catch is CancellationError {
            // Nothing is half done here, so the connection can serve whoever ends the program.
            return false
        }
    }

    private func waitForClose(of box: ChannelBox, until deadline: ContinuousClock.Instant) async throws -> Bool {
        while case .again = box.channel.awaitClose() {
            guard try await self.wait(self.live(.transfer), until: deadline) else { return false }
        }
        return true
    }
}

/// A channel of an engine on its way between tasks.
// The engine and its channels are touched only by their session's actor, which runs on one loop.
final class ChannelBox: @unchecked Sendable {
    let channel: any EngineChannel

    init(_ channel: any EngineChannel) {
        self.channel = channel
    }
}
