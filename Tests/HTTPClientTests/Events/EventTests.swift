import Foundation
import Testing

@testable import HTTPClient

@Suite(.timeLimit(.minutes(10))) struct EventTests {
    private func parse(_ text: String, by count: Int = .max, limit: Int = 1000) throws -> [ServerSentEvent] {
        var parser = EventParser(limit: limit)
        var bytes = Array(text.utf8)[...]
        var events: [ServerSentEvent] = []
        while !bytes.isEmpty {
            events += try parser.take(bytes.prefix(count))
            bytes = bytes.dropFirst(count)
        }
        return events
    }

    /// The examples and rules of the WHATWG's text.
    @Test(arguments: [1, 2, 3, .max]) func `events are read in any division of bytes`(count: Int) throws {
        let text =
            "\u{FEFF}: test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n"
            + "data\n\ndata\ndata\n\ndata:\n\nevent: add\r\ndata: a\r\ndata: b\r\n\r\nid: x\ndata: c\rdata: d\r\rdata: lost"
        let events = try self.parse(text, by: count)
        #expect(
            events == [
                .init(name: "message", data: "first event", id: "1"),
                .init(name: "message", data: "second event", id: nil),
                .init(name: "message", data: " third event", id: nil),
                .init(name: "message", data: "", id: nil), .init(name: "message", data: "\n", id: nil),
                .init(name: "message", data: "", id: nil), .init(name: "add", data: "a\nb", id: nil),
                .init(name: "message", data: "c\nd", id: "x"),
            ])
    }

    @Test func `a retry is digits only, an id without NUL, and nothing without data is an event`() throws {
        var parser = EventParser(limit: 100)
        #expect(try parser.take(Array("retry: 1x\nid: a\u{0}b\nevent: e\nother: x\n\n".utf8)).isEmpty)
        #expect(parser.retry == nil)
        #expect(parser.lastID == nil)
        #expect(try parser.take(Array("retry: 250\nid: 7\n\n".utf8)).isEmpty)
        #expect(parser.retry == .milliseconds(250))
        #expect(parser.lastID == "7")
    }

    @Test func `a line and an event are bounded`() {
        #expect(throws: EventParser.TooLarge.self) { try self.parse("data: " + String(repeating: "x", count: 1000)) }
        #expect(throws: EventParser.TooLarge.self) {
            try self.parse(String(repeating: "data: 0123456789\n", count: 100))
        }
    }

    @Test func `a lost stream is taken up where it ended, until the server has no more`() async throws {
        let servers = try TestServers()
        let client = HTTPClient.make()
        let request = try servers.request("/events")
        var ids: [String] = []
        for try await event in try await client.events(request, reconnecting: .init(attempts: 2)) {
            #expect(event.name == "tick")
            #expect(event.data == "line 1\n\(event.id ?? "")")
            ids.append(event.id ?? "")
        }
        #expect(ids == (1...9).map(String.init))
        #expect(try await servers.journal(client)["GET /events"] as? Int == 4)
    }

    @Test func `without leave to reconnect the loss is an error`() async throws {
        let servers = try TestServers.shared.get()
        let request = try servers.request("/events")
        var count = 0
        await #expect(throws: HTTPError.self) {
            for try await _ in try await HTTPClient.make().events(request) { count += 1 }
        }
        #expect(count == 3)
    }

    @Test func `something else than a stream of events is an error`() async throws {
        let servers = try TestServers.shared.get()
        for (path, status) in [("/echo", 200), ("/status?code=503", 503)] {
            let request = try servers.request(path)
            let found = await code { () async throws(HTTPError) in try await HTTPClient.make().events(request) }
            #expect(found == .notAnEventStream(status: status))
        }
    }
}
