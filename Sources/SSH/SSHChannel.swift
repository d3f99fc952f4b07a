/// An open channel: a shell, a command or a subsystem; one task uses a connection at a time.
public struct SSHChannel: Sendable {
    let session: SSHSession
    let box: ChannelBox

    /// Sends all bytes; throws `SSHError` when that takes longer than `limit` or the connection is gone.
    nonisolated(nonsending) public func write(_ bytes: [UInt8], within limit: Duration = .seconds(30)) async throws {
        let deadline = ContinuousClock.now + limit
        try await self.session.exclusively { try await $0.write(bytes, to: self.box, until: deadline) }
    }

    /// Tells the program that its terminal has another size now; the type stays. Throws as `write` does.
    nonisolated(nonsending) public func resize(
        _ terminal: SSHTerminal, within limit: Duration = .seconds(10)
    ) async throws {
        let deadline = ContinuousClock.now + limit
        try await self.session.exclusively { session in
            try await session.repeating(.transfer, until: deadline) { _ in self.box.channel.resize(terminal) }
            try await session.repeating(.transfer, until: deadline) { _ in self.box.channel.flush() }
        }
    }

    /// What has arrived, at most 64 KiB; nil when the deadline passed first, empty at the end of the output.
    nonisolated(nonsending) public func read(_ stream: SSHOutput = .standard, until deadline: ContinuousClock.Instant)
        async throws -> [UInt8]?
    {
        try await self.session.exclusively { try await $0.read(stream, of: self.box, until: deadline) }
    }

    /// Says that nothing more will be written; a program that has ended already does not mind.
    nonisolated(nonsending) public func endInput(within limit: Duration = .seconds(10)) async throws {
        let deadline = ContinuousClock.now + limit
        try await self.session.exclusively { session in
            let ended = try await session.settling(.transfer, until: deadline) { _ in self.box.channel.endInput() }
            if case .failure(let failure) = ended {
                guard failure.kind != .disconnected else {
                    throw session.error(.disconnected(.transfer), failure.cause)
                }
                return
            }
            try await session.repeating(.transfer, until: deadline) { _ in self.box.channel.flush() }
        }
    }

    /// Waits, after the end of both outputs, for the end of the program; false at the deadline or when cancelled.
    ///
    /// A program may close its outputs and go on; the channel can still be finished then, which does not end the program.
    nonisolated(nonsending) public func awaitEnd(until deadline: ContinuousClock.Instant) async throws -> Bool {
        try await self.session.exclusively { try await $0.awaitEnd(of: self.box, until: deadline) }
    }

    /// Closes the channel and tells how its program ended; nil when the server does not say.
    @discardableResult
    nonisolated(nonsending) public func finish(within limit: Duration = .seconds(10)) async throws -> SSHExit? {
        let deadline = ContinuousClock.now + limit
        return try await self.session.exclusively { try await $0.finish(self.box, until: deadline) }
    }

    /// Closes the whole connection of this channel; a second call does nothing.
    nonisolated(nonsending) public func closeConnection() async {
        await self.session.close(until: .now + .seconds(1))
    }
}
