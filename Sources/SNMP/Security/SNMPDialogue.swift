/// One side of talking to an agent, without socket and clock: questions in, messages out, datagrams in, answers out.
protocol SNMPDialogue: Sendable {
    /// The message for a question; an agent that is not known yet is asked who it is first.
    mutating func message(for question: PDU, at now: ContinuousClock.Instant) throws(SNMPKeys.Failed) -> [UInt8]

    /// What a datagram means.
    mutating func take(_ datagram: [UInt8], at now: ContinuousClock.Instant) -> SNMPHeard

    /// Whether the agent is there, but has never answered us as whom we are.
    var isUnheard: Bool { get }

    /// The question is settled; what still comes for it is late.
    mutating func settle()
}

/// What a datagram means.
enum SNMPHeard {
    /// Nothing: it is no answer of this agent to us, for this reason.
    case ignored(StaticString)
    /// Now that this is known, the question has to be sent again.
    case again
    /// An answer, to be compared with the question.
    case answer(PDU)
    /// The agent does not believe us.
    case refused(SNMPError.Refusal)
}
