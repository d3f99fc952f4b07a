import Foundation
import Reactor

extension SSHSession {
    /// Sends what the program takes and gives what it prints, whichever comes first.
    ///
    /// Both directions at once: a program that prints while it reads would otherwise wait for us, and we for it.
    func turn(_ box: ChannelBox, sending input: ArraySlice<UInt8>, until deadline: ContinuousClock.Instant) async throws
        -> SSHTurn
    {
        var turn = SSHTurn()
        while true {
            let sent = turn.sent
            if turn.sent < input.count {
                let rest = input.dropFirst(turn.sent)
                switch try await self.step(until: deadline, { rest.withUnsafeBytes { box.channel.write($0) } }) {
                case .done(let count): turn.sent += count
                case .again: break
                case .failed(let failure):
                    if failure.kind == .disconnected { throw self.error(.disconnected(.transfer), failure.cause) }
                    // The program has ended or closed its input; what it printed still counts.
                    turn.sent = input.count
                }
                _ = try await self.step(until: deadline) { box.channel.flush() }
            }
            let received = try self.live(.transfer).received
            let isOutputOver = try await self.take(.standard, of: box, into: &turn.output, until: deadline)
            let isErrorOver = try await self.take(.error, of: box, into: &turn.error, until: deadline)
            turn.isOver = isOutputOver && isErrorOver && turn.output.isEmpty && turn.error.isEmpty
            if turn.isOver || !turn.output.isEmpty || !turn.error.isEmpty { return turn }
            if turn.sent == input.count, !input.isEmpty { return turn }
            let engine = try self.live(.transfer)
            // It may take more; and reading the second stream may have taken in something for the first, of which the
            // socket would not tell again.
            if turn.sent > sent || engine.received != received { continue }
            do {
                if deadline > .now, try await self.wait(engine, until: deadline) { continue }
            } catch is CancellationError {
                // Nothing is half done here, so the connection can serve whoever ends the program.
            }
            turn.isLate = true
            return turn
        }
    }

    /// Reads what is there of a stream; true at its end.
    private func take(
        _ stream: SSHOutput, of box: ChannelBox, into bytes: inout [UInt8], until deadline: ContinuousClock.Instant
    ) async throws -> Bool {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 15, alignment: 16)
        defer { buffer.deallocate() }
        switch try await self.step(until: deadline, { box.channel.read(stream, into: buffer) }) {
        case .done(let count):
            bytes += buffer.prefix(count)
            return count == 0
        case .again: return false
        case .failed(let failure): throw self.error(failure.meaning(in: .transfer), failure.cause)
        }
    }

    /// One call, repeated only while it has sent half a packet: nothing may come between.
    private func step(until deadline: ContinuousClock.Instant, _ call: () -> EngineAnswer) async throws -> EngineAnswer
    {
        while true {
            let engine = try self.live(.transfer)
            let answer = call()
            guard case .again = answer, engine.holdsHalfAPacket else { return answer }
            guard try await self.wait(engine, until: deadline) else {
                throw self.error(.timedOut(.transfer), "half a packet could not be sent")
            }
        }
    }
}
