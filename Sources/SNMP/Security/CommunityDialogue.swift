/// SNMPv2c (RFC 1901): the community stands before each question.
struct CommunityDialogue: SNMPDialogue {
    private let community: [UInt8]

    init(_ community: String) { self.community = Array(community.utf8) }

    mutating func message(for question: PDU, at now: ContinuousClock.Instant) -> [UInt8] {
        BER.element(BER.sequence, BER.number(1) + BER.element(BER.octets, self.community) + question.question)
    }

    mutating func take(_ datagram: [UInt8], at now: ContinuousClock.Instant) -> SNMPHeard {
        do throws(BERReader.Malformed) {
            var whole = BERReader(datagram[...])
            var message = BERReader(try whole.contents(BER.sequence))
            _ = try message.number(in: 1...1)
            // Some agents answer with another community, such as one that names a context.
            _ = try message.contents(BER.octets)
            let answer = try PDU(&message)
            return answer.kind == .response ? .answer(answer) : .ignored("a report")
        } catch {
            return .ignored("no message of SNMPv2c")
        }
    }

    var isUnheard: Bool { false }

    mutating func settle() {}
}
