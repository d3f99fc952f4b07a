/// SNMPv3 with the user-based security model (RFC 3412, RFC 3414), as the side that asks.
///
/// All that is known of the agent's engine lies here, so that two agents, or two users of one name, share nothing.
struct UserDialogue: SNMPDialogue {
    private let user: SNMPUser
    private let context: [UInt8]
    private var local: LocalUser?
    private var clock: EngineClock?
    private var lastID = Int32.random(in: 1...(1 << 30))
    private var open: Set<Int32> = []
    private var corrections = 0
    /// The engine has to be found, its clock taken over, and once more after a restart in between.
    private static let mostCorrections = 4

    /// What is said about contexts instead of an answer: there is none of this name, or not now (RFC 3413 section 3.2).
    private static let contexts = OID.known(1, 3, 6, 1, 6, 3, 12, 1)
    private static let reports = OID.known(1, 3, 6, 1, 6, 3, 15, 1, 1)

    init(_ user: SNMPUser, context: String) {
        self.user = user
        self.context = Array(context.utf8)
    }

    mutating func message(for question: PDU, at now: ContinuousClock.Instant) throws(SNMPKeys.Failed) -> [UInt8] {
        self.lastID = self.lastID == Int32.max ? 1 : self.lastID + 1
        self.open.insert(self.lastID)
        var message = UserMessage(id: self.lastID)
        message.isReportable = true
        guard var local = self.local, let clock = self.clock else {
            // Who is there? Nothing of the question is told yet (RFC 3414 section 4).
            message.data = Self.scoped([], [], PDU(.get, id: question.id, rows: []))
            return message.written().bytes
        }
        (message.engine, message.boots, message.time) = (local.engine, clock.boots, clock.seconds(at: now))
        message.user = Array(self.user.name.utf8)
        let bytes = try local.seal(message, Self.scoped(local.engine, self.context, question))
        self.local = local
        return bytes
    }

    mutating func take(_ datagram: [UInt8], at now: ContinuousClock.Instant) -> SNMPHeard {
        guard let message = try? UserMessage(reading: datagram) else { return .ignored("no message of SNMPv3") }
        guard self.open.contains(message.id) else { return .ignored("not to a question of ours") }
        if message.hasProof {
            guard let local = self.local, local.verifies(message, datagram) else { return .ignored("no valid proof") }
            guard message.user == Array(self.user.name.utf8) else { return .ignored("of another user") }
            var clock = self.clock
            guard clock?.take(boots: message.boots, time: message.time, at: now) == true else {
                return .ignored("out of time")
            }
            self.clock = clock
        } else if message.isEncrypted {
            return .ignored("encrypted without proof")
        }
        guard let clear = message.isEncrypted ? self.local?.open(message) : message.data else {
            return .ignored("not to be decrypted")
        }
        var reader = BERReader(clear[...])
        guard (try? reader.contents(BER.octets)) != nil, (try? reader.contents(BER.octets)) != nil,
            let answer = try? PDU(&reader)
        else { return .ignored("no answer inside") }
        if answer.kind == .report { return self.take(answer, message, at: now) }
        guard let local = self.local, message.engine == local.engine, message.hasProof == (self.user.proof != nil),
            message.isEncrypted == (self.user.cover != nil)
        else { return .ignored("less guarded than the question") }
        return .answer(answer)
    }

    var isUnheard: Bool { self.user.proof != nil && self.clock?.isProven == false }

    mutating func settle() {
        self.open = []
        self.corrections = 0
    }

    /// What an agent says instead of an answer (RFC 3414 section 3.2).
    private mutating func take(_ report: PDU, _ message: UserMessage, at now: ContinuousClock.Instant) -> SNMPHeard {
        guard let which = report.rows.first?.oid.index(in: Self.reports)?.first else {
            let isAboutContext = report.rows.first?.oid.isWithin(Self.contexts) == true
            return isAboutContext ? .refused(.unknownContext) : .ignored("an unknown report")
        }
        let mayCorrect = self.corrections < Self.mostCorrections
        switch which {
        case 1: return .refused(.unsupportedLevel)
        case 2:
            // Without proof anybody could set our clock.
            guard message.hasProof else { return .ignored("a clock without proof") }
            guard mayCorrect else { return .refused(.outOfTime) }
        case 3: return .refused(.unknownUser)
        case 4:
            guard mayCorrect, (5...32).contains(message.engine.count) else { return .refused(.noEngine) }
            guard let local = try? LocalUser(self.user, engine: message.engine) else { return .refused(.noEngine) }
            self.local = local
            self.clock = EngineClock(boots: message.boots, time: message.time, at: now)
        case 5: return .refused(.wrongDigest)
        case 6: return .refused(.notDecrypted)
        default: return .ignored("an unknown report")
        }
        self.corrections += 1
        return .again
    }

    private static func scoped(_ engine: [UInt8], _ context: [UInt8], _ question: PDU) -> [UInt8] {
        BER.element(
            BER.sequence, BER.element(BER.octets, engine) + BER.element(BER.octets, context) + question.question)
    }
}
