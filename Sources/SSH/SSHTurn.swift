/// What happened in one turn of talking to a program.
public struct SSHTurn: Sendable, Hashable {
    /// How many bytes of the input were taken.
    public internal(set) var sent = 0
    /// What the program printed, at most 32 KiB.
    public internal(set) var output: [UInt8] = []
    /// What it complained about, at most 32 KiB.
    public internal(set) var error: [UInt8] = []
    /// Whether both outputs have ended.
    public internal(set) var isOver = false
    /// Whether the deadline passed, or the task was cancelled, before anything happened.
    public internal(set) var isLate = false
}

extension SSHChannel {
    /// Sends what the program takes of `input` and gives what it prints; returns as soon as something has happened.
    nonisolated(nonsending) public func turn(
        sending input: ArraySlice<UInt8> = [], until deadline: ContinuousClock.Instant
    ) async throws -> SSHTurn {
        try await self.session.exclusively { try await $0.turn(self.box, sending: input, until: deadline) }
    }
}
