import Foundation
import Reactor
import Synchronization
import TCP
import Testing

@testable import SNMP

/// Agents that lie, go in circles, never end or fall silent.
@Suite struct HostileAgentTests {
    static let name = OID.known(1, 3, 6, 1, 2, 1, 1, 5, 0)
    static let root = OID.known(1, 3, 6, 1, 4, 1, 1)
    static let brief = SNMPPatience(attempt: .seconds(2), attempts: 1)

    static func text(_ text: String) -> [UInt8] { BER.element(BER.octets, Array(text.utf8)) }

    @Test func `cut answers, other numbers and noise are passed over; the right answer after them counts`() async throws
    {
        let agent = try LoopbackAgent { question, _ in
            let right = question.answer(question.names.map { ($0, Self.text("right")) })
            return [
                [], Array(right.dropLast(3)), question.answer(id: question.id &+ 1, [(Self.name, Self.text("wrong"))]),
                [0x30, 0x84, 0xFF, 0xFF, 0xFF, 0xFF], [UInt8](repeating: 0x30, count: 60_000), right + [0],
            ]
        }
        let session = try await agent.session()
        #expect(try await session.get(Self.name)?.text == "right")
        await session.close()
    }

    @Test func `only wrong answers are silence, with the reason in the log`() async throws {
        let agent = try LoopbackAgent { question, _ in [question.answer(id: 1, [(Self.name, Self.text("wrong"))])] }
        let session = try await agent.session(Self.brief)
        let error = await snmpError { _ = try await session.get([Self.name]) }
        #expect(error?.code == .silent && error?.cause == "an answer to another question")
        await session.close()
    }

    @Test func `other names than were asked for, fewer, more or none are no answer`() async throws {
        let other = OID.known(1, 3, 6, 1, 2, 1, 1, 6, 0)
        let answers: [[(OID, [UInt8])]] = [
            [], [(other, Self.text("x"))], [(Self.name, Self.text("x")), (other, Self.text("x"))],
        ]
        for rows in answers {
            let agent = try LoopbackAgent { question, _ in [question.answer(rows)] }
            let session = try await agent.session()
            #expect(await snmpError { _ = try await session.get([Self.name]) }?.code == .badAnswer)
            await session.close()
        }
        let empty = try LoopbackAgent { question, _ in [question.answer([])] }
        let session = try await empty.session()
        #expect(await snmpError { _ = try await session.walk(Self.root) }?.code == .badAnswer)
        await session.close()
    }

    @Test(arguments: [false, true])
    func `a walk in circles ends with the name after which it turned`(isSame: Bool) async throws {
        let agent = try LoopbackAgent { question, _ in
            [
                question.answer([
                    (Self.root.below(1), Self.text("a")), (Self.root.below(2), Self.text("b")),
                    (Self.root.below(isSame ? 2 : 1), Self.text("c")),
                ])
            ]
        }
        let session = try await agent.session()
        let error = await snmpError { _ = try await session.walk(Self.root) }
        #expect(error?.code == .notIncreasing(Self.root.below(2)))
        await session.close()
    }

    /// The rows after a name, without end.
    static func endless(_ question: LoopbackAgent.Question, _ value: [UInt8], count: UInt32) -> [[UInt8]] {
        let last = question.names.first?.index(in: self.root)?.first ?? 0
        return [question.answer((1...count).map { (self.root.below(last + $0), value) })]
    }

    @Test func `a walk without end is cut by its rows, its bytes and its time`() async throws {
        let agent = try LoopbackAgent { question, _ in Self.endless(question, Self.text("x"), count: 25) }
        let session = try await agent.session()
        let rows = try await session.walk(Self.root, SNMPBounds(rows: 1010))
        #expect(rows.isCut && rows.rows.count == 1010)
        let timed = try await session.walk(Self.root, SNMPBounds(rows: .max, bytes: .max, limit: .milliseconds(200)))
        #expect(timed.isCut && !timed.rows.isEmpty)
        await session.close()
        let giant = try LoopbackAgent { question, _ in
            Self.endless(question, BER.element(BER.octets, [UInt8](repeating: 0x41, count: 60_000)), count: 1)
        }
        let heavy = try await giant.session()
        let bytes = try await heavy.walk(Self.root, SNMPBounds(bytes: 1_000_000))
        #expect(bytes.isCut && bytes.rows.count == 16)
        await heavy.close()
    }

    @Test func `an agent that cannot send so much is asked for less`() async throws {
        let agent = try LoopbackAgent { question, _ in
            if question.names.count > 5 { return [question.answer(status: 1, [])] }
            return [question.answer(question.names.map { ($0, Self.text("x")) })]
        }
        let session = try await agent.session()
        let names = (1...30).map { Self.root.below($0) }
        #expect(try await session.get(names).map(\.oid) == names)
        await session.close()
        let stubborn = try LoopbackAgent { question, _ in [question.answer(status: 1, [])] }
        let other = try await stubborn.session()
        #expect(await snmpError { _ = try await other.get(names) }?.code == .tooBig)
        #expect(await snmpError { _ = try await other.walk(Self.root) }?.code == .tooBig)
        await other.close()
    }

    @Test func `errors of the agent are told, a refusal as such`() async throws {
        for (status, code) in [(5, SNMPError.Code.failed(status: 5)), (6, .noAccess), (16, .noAccess)] {
            let agent = try LoopbackAgent { question, _ in [question.answer(status: Int64(status), [])] }
            let session = try await agent.session()
            #expect(await snmpError { _ = try await session.get([Self.name]) }?.code == code)
            await session.close()
        }
    }

    @Test func `what gets lost is asked again`() async throws {
        let agent = try LoopbackAgent { question, number in
            number < 3 ? [] : [question.answer([(Self.name, Self.text("third"))])]
        }
        let session = try await agent.session(SNMPPatience(attempt: .milliseconds(100), attempts: 10))
        #expect(try await session.get(Self.name)?.text == "third")
        await session.close()
    }

    @Test func `a question that is cancelled ends at once and leaves the session usable`() async throws {
        let (asked, gate) = AsyncStream<Void>.makeStream()
        let agent = try LoopbackAgent { question, number in
            gate.yield()
            return number == 1 ? [] : [question.answer([(Self.name, Self.text("later"))])]
        }
        let session = try await agent.session(SNMPPatience(attempt: .seconds(300), attempts: 1))
        let work = Task { try await session.get([Self.name]) }
        for await _ in asked { break }
        let start = ContinuousClock.now
        let second = await snmpError { _ = try await session.get([Self.name]) }
        #expect(second?.code == .invalidInput("two questions at once in one session"))
        work.cancel()
        await #expect(throws: CancellationError.self) { try await work.value }
        #expect(start.duration(to: .now) < .seconds(60))
        #expect(try await session.get(Self.name)?.text == "later")
        await session.close()
    }

    @Test func `closing a session ends the question that waits in it`() async throws {
        let (asked, gate) = AsyncStream<Void>.makeStream()
        let agent = try LoopbackAgent { _, _ in
            gate.yield()
            return []
        }
        let session = try await agent.session(SNMPPatience(attempt: .seconds(300), attempts: 1))
        async let error = snmpError { _ = try await session.get([Self.name]) }
        for await _ in asked { break }
        await session.close()
        #expect(await error?.code == .unreachable(.disconnected))
    }

    @Test func `five hundred sessions on one loop each hear their own answer`() async throws {
        let agent = try LoopbackAgent { question, _ in
            [question.answer(question.names.map { ($0, BER.number(Int64($0.arcs.last ?? 0))) })]
        }
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in UInt32(1)...500 {
                group.addTask {
                    let session = try await agent.session(SNMPPatience(attempt: .seconds(1), attempts: 10))
                    let value: SNMPValue? = try await session.get(Self.root.below(number))
                    await session.close()
                    return value?.number == Int64(number)
                }
            }
            for try await isRight in group { #expect(isRight) }
        }
    }

    @Test func `of a name with several addresses the one is found where somebody listens`() async throws {
        let agent = try LoopbackAgent { question, _ in [question.answer([(Self.name, Self.text("here"))])] }
        let session = try await SNMPSession.open(
            TCPEndpoint(host: "localhost", port: agent.port), login: .community("public"),
            patience: SNMPPatience(attempt: .seconds(10)), on: agent.loop)
        #expect(try await session.get(Self.name)?.text == "here")
        await session.close()
    }

    @Test func `a closed port is refused at once, and a name without address is told`() async throws {
        let (descriptor, port) = try LoopbackAgent.bind()
        close(descriptor)
        let loop = EventLoop()
        defer { loop.shutdown() }
        let session = try await SNMPSession.open(
            TCPEndpoint(host: "127.0.0.1", port: port), login: .community("public"),
            patience: SNMPPatience(attempt: .seconds(60)), on: loop)
        let error = await snmpError { _ = try await session.get([Self.name]) }
        #expect(error?.code == .unreachable(.refused))
        await session.close()
        let nowhere = await snmpError {
            _ = try await SNMPSession.open(
                TCPEndpoint(host: "no.such.host.invalid", port: 161), login: .community("public"), on: loop)
        }
        #expect(nowhere?.code == .unreachable(.unresolvable) || nowhere?.code == .unreachable(.lookupTimedOut))
    }
}
