import Testing

@testable import Postgres

@Suite(.timeLimit(.minutes(10))) struct NotificationBufferTests {
    @Test func `what a slow reader cannot keep becomes one gap`() async {
        let buffer = NotificationBuffer()
        for number in 0..<2000 { buffer.append(.notification(channel: "a", payload: "\(number)")) }
        #expect(await buffer.next() == .gap)
        #expect(await buffer.next() == .notification(channel: "a", payload: "1025"))
    }

    @Test func `a gap replaces what it makes superfluous`() async {
        let buffer = NotificationBuffer()
        buffer.append(.notification(channel: "a", payload: "old"))
        buffer.append(.gap)
        buffer.append(.notification(channel: "a", payload: "new"))
        #expect(await buffer.next() == .gap)
        #expect(await buffer.next() == .notification(channel: "a", payload: "new"))
    }

    @Test func `a closed buffer is read to its end`() async {
        let buffer = NotificationBuffer()
        buffer.append(.gap)
        buffer.close()
        buffer.append(.notification(channel: "a", payload: "late"))
        #expect(await buffer.next() == .gap)
        #expect(await buffer.next() == nil)
    }
}
