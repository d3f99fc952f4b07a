import Testing

@testable import SNMP

/// SNMPv3 without a socket: the other side is made of the same parts, and lies.
@Suite struct UserDialogueTests {
    let user: SNMPUser
    let engine: [UInt8] = [0x80, 0, 0, 1, 2, 3]
    let now = ContinuousClock.now
    let name = OID.known(1, 3, 6, 1, 2, 1, 1, 5, 0)

    init() throws {
        self.user = try SNMPUser(
            "ops", authentication: .sha256, password: "a secret word", privacy: (.aes128, "another one"))
    }

    /// An agent's message to ours with this number.
    func message(_ id: Int32, boots: Int32 = 7, time: Int32 = 1000) -> UserMessage {
        var message = UserMessage(id: id)
        (message.engine, message.boots, message.time, message.user) = (self.engine, boots, time, Array("ops".utf8))
        return message
    }

    func scoped(_ kind: PDU.Kind, _ id: Int32, _ rows: [(OID, [UInt8])]) -> [UInt8] {
        let list = rows.flatMap { BER.element(BER.sequence, BER.name($0.0) + $0.1) }
        let pdu = BER.element(
            kind.rawValue, BER.number(Int64(id)) + BER.number(0) + BER.number(0) + BER.element(BER.sequence, list))
        return BER.element(BER.sequence, BER.element(BER.octets, self.engine) + BER.element(BER.octets, []) + pdu)
    }

    func report(_ which: UInt32, _ id: Int32) -> [UInt8] {
        self.scoped(.report, id, [(OID.known(1, 3, 6, 1, 6, 3, 15, 1, 1, which, 0), BER.element(BER.counter, [1]))])
    }

    /// A dialogue that knows its agent and has asked; the last message's number.
    func asked() throws -> (UserDialogue, PDU, Int32) {
        var dialogue = UserDialogue(self.user, context: "")
        let question = PDU(.get, id: 77, rows: [SNMPRow(self.name, .null)])
        let first = try UserMessage(reading: dialogue.message(for: question, at: self.now))
        #expect(first.engine.isEmpty && !first.hasProof && first.user.isEmpty && first.isReportable)
        var answer = self.message(first.id)
        answer.user = []
        answer.data = self.report(4, 77)
        guard case .again = dialogue.take(answer.written().bytes, at: self.now) else {
            Issue.record("the engine was not taken over")
            return (dialogue, question, 0)
        }
        let second = try UserMessage(reading: dialogue.message(for: question, at: self.now))
        #expect(second.engine == self.engine && second.hasProof && second.isEncrypted)
        return (dialogue, question, second.id)
    }

    func value(_ text: String) -> [(OID, [UInt8])] { [(self.name, BER.element(BER.octets, Array(text.utf8)))] }

    @Test func `an answer with proof is taken, and none of its bytes may be another`() throws {
        var (dialogue, _, id) = try self.asked()
        var agent = try LocalUser(self.user, engine: self.engine)
        let bytes = try agent.seal(self.message(id), self.scoped(.response, 77, self.value("sw1")))
        for index in bytes.indices {
            var changed = bytes
            changed[index] ^= 0x20
            if case .ignored = dialogue.take(changed, at: self.now) { continue }
            Issue.record("byte \(index) may be changed")
        }
        for count in 0..<bytes.count {
            if case .ignored = dialogue.take(Array(bytes[..<count]), at: self.now) { continue }
            Issue.record("may be cut after \(count) bytes")
        }
        guard case .answer(let answer) = dialogue.take(bytes, at: self.now) else {
            Issue.record("not taken")
            return
        }
        #expect(answer.rows == [SNMPRow(self.name, .octets(Array("sw1".utf8)))])
        dialogue.settle()
        guard case .ignored = dialogue.take(bytes, at: self.now) else {
            Issue.record("taken a second time")
            return
        }
    }

    @Test func `an answer that is less guarded than the question is none`() throws {
        var (dialogue, _, id) = try self.asked()
        var plain = self.message(id)
        plain.data = self.scoped(.response, 77, self.value("liar"))
        guard case .ignored = dialogue.take(plain.written().bytes, at: self.now) else {
            Issue.record("taken without proof")
            return
        }
        let weaker = try SNMPUser("ops", authentication: .sha256, password: "a secret word")
        var clear = try LocalUser(weaker, engine: self.engine)
        let bytes = try clear.seal(self.message(id), self.scoped(.response, 77, self.value("clear")))
        guard case .ignored = dialogue.take(bytes, at: self.now) else {
            Issue.record("taken without encryption")
            return
        }
        var other = try LocalUser(self.user, engine: self.engine + [9])
        var foreign = self.message(id)
        foreign.engine = self.engine + [9]
        let strange = try other.seal(foreign, self.scoped(.response, 77, self.value("elsewhere")))
        guard case .ignored = dialogue.take(strange, at: self.now) else {
            Issue.record("taken from another engine")
            return
        }
    }

    @Test func `nobody without proof can set the clock, and an old message is none`() throws {
        var (dialogue, question, id) = try self.asked()
        var forged = self.message(id, boots: 9999)
        forged.data = self.report(2, 77)
        guard case .ignored = dialogue.take(forged.written().bytes, at: self.now) else {
            Issue.record("a clock without proof was taken")
            return
        }
        let known = try SNMPUser("ops", authentication: .sha256, password: "a secret word")
        var agent = try LocalUser(known, engine: self.engine)
        let late = try agent.seal(self.message(id, boots: 8, time: 50), self.report(2, 77))
        guard case .again = dialogue.take(late, at: self.now) else {
            Issue.record("the agent's own clock was not taken over")
            return
        }
        let again = try UserMessage(reading: dialogue.message(for: question, at: self.now + .seconds(10)))
        #expect(again.boots == 8 && again.time == 60)
        var sealer = try LocalUser(self.user, engine: self.engine)
        let old = try sealer.seal(
            self.message(again.id, boots: 7, time: 9999), self.scoped(.response, 77, self.value("old")))
        guard case .ignored = dialogue.take(old, at: self.now) else {
            Issue.record("a message of an earlier start was taken")
            return
        }
    }

    @Test func `an agent that corrects us without end is given up`() throws {
        var (dialogue, question, id) = try self.asked()
        let known = try SNMPUser("ops", authentication: .sha256, password: "a secret word")
        var agent = try LocalUser(known, engine: self.engine)
        for _ in 0..<10 {
            switch dialogue.take(try agent.seal(self.message(id), self.report(2, 77)), at: self.now) {
            case .again: id = try UserMessage(reading: dialogue.message(for: question, at: self.now)).id
            case .refused(.outOfTime): return
            default: Issue.record("neither corrected nor given up")
            }
        }
        Issue.record("corrected ten times")
    }

    @Test func `what an agent reports is told by its reason`() throws {
        let name = OID.known(1, 3, 6, 1, 6, 3, 12, 1, 5, 0)
        for (which, refusal) in [
            (1, SNMPError.Refusal.unsupportedLevel), (3, .unknownUser), (5, .wrongDigest), (6, .notDecrypted),
            (0, .unknownContext),
        ] {
            var (dialogue, _, id) = try self.asked()
            #expect(dialogue.isUnheard)
            var message = self.message(id)
            message.data =
                which == 0
                ? self.scoped(.report, 77, [(name, BER.element(BER.counter, [1]))]) : self.report(UInt32(which), 77)
            guard case .refused(refusal) = dialogue.take(message.written().bytes, at: self.now) else {
                Issue.record("\(refusal) was not told")
                continue
            }
        }
    }

    @Test func `no salt comes twice`() throws {
        var (dialogue, question, _) = try self.asked()
        var salts: Set<[UInt8]> = []
        for _ in 0..<1000 {
            salts.insert(try UserMessage(reading: dialogue.message(for: question, at: self.now)).salt)
        }
        #expect(salts.count == 1000)
    }

    @Test func `a clock forgets what is older than 150 seconds, and follows a restart`() {
        var clock = EngineClock(boots: 1, time: 100, at: self.now)
        let messages: [(boots: Int32, time: Int32, isTaken: Bool)] = [
            (5, 1000, true), (5, 850, true), (5, 849, false), (4, 2000, false), (6, 1, true), (.max, 1, false),
        ]
        for (boots, time, isTaken) in messages {
            let wasTaken = clock.take(boots: boots, time: time, at: self.now)
            #expect(wasTaken == isTaken, "\(boots) \(time)")
            if boots == 5 { #expect(clock.seconds(at: self.now + .seconds(30)) == 1030) }
        }
        #expect(EngineClock(boots: 1, time: .max, at: self.now).seconds(at: self.now + .seconds(9)) == .max)
    }

    @Test func `random and damaged bytes neither crash nor count`() throws {
        var (dialogue, _, id) = try self.asked()
        var plain = CommunityDialogue("public")
        var agent = try LocalUser(self.user, engine: self.engine)
        let good = try agent.seal(self.message(id), self.scoped(.response, 77, self.value("sw1")))
        var report = self.message(id)
        report.data = self.report(2, 77)
        let seeds = [good, report.written().bytes, plain.message(for: PDU(.get, id: 1, rows: []), at: self.now)]
        var random = SystemRandomNumberGenerator()
        for round in 0..<20_000 {
            var bytes = seeds[round % 3]
            if round % 7 == 0 { bytes = (0..<Int.random(in: 0...200)).map { _ in UInt8.random(in: 0...255) } }
            for _ in 0..<Int.random(in: 1...8, using: &random) where !bytes.isEmpty {
                bytes[Int.random(in: 0..<bytes.count)] = UInt8.random(in: 0...255)
            }
            if case .answer = dialogue.take(bytes, at: self.now), bytes != good { Issue.record("taken: \(bytes)") }
            _ = plain.take(bytes, at: self.now)
        }
    }
}
