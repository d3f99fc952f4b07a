import Domain
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceLifecycle
import Services

/// Server-sent events of some topics (WHATWG HTML 9.2): each names the part of the page that is out of date.
///
/// A browser that reconnects sends the id of the last event it saw, and gets every one after it.
struct EventStream: Sendable {
    let events: EventService
    let topics: [EventTopic]
    /// Whether a new reader gets what happened before: short histories are cheaper told again than missed.
    let isReplayed: Bool
    /// The ids of the elements that an event makes out of date; none when it concerns none.
    let parts: @Sendable (Event) -> [String]

    /// The events of one topic from now on.
    init(events: EventService, topic: EventTopic, parts: @escaping @Sendable (Event) -> [String]) {
        self.events = events
        topics = [topic]
        isReplayed = false
        self.parts = parts
    }

    /// The events of some jobs from their beginning, so that nothing is missed between a page and its stream.
    init(events: EventService, jobs: [Job.ID], parts: @escaping @Sendable (Event) -> [String]) {
        self.events = events
        topics = jobs.map(EventTopic.job)
        isReplayed = true
        self.parts = parts
    }

    func response(to request: Request, context: SignedInContext) async throws -> Response {
        let start = try await start(request, context)
        let stream = try events.follow(topics, after: start, by: context.actor)
        let body = ResponseBody { writer in
            try await request.body.consumeWithCancellationOnInboundClose { _ in
                try await write(stream, from: start, to: &writer)
            }
            try await writer.finish(nil)
        }
        return Response(
            status: .ok, headers: [.contentType: "text/event-stream", .cacheControl: "no-store"], body: body)
    }

    private func start(_ request: Request, _ context: SignedInContext) async throws -> Int {
        // Ids rise in the order of commits within one topic only.
        if topics.count > 1 { return 0 }
        if let last = HTTPField.Name("Last-Event-ID").flatMap({ request.headers[$0] }).flatMap({ Int($0) }) {
            return last
        }
        guard !isReplayed, let topic = topics.first else { return 0 }
        return try await events.latestID(topic, by: context.actor)
    }

    private func write(
        _ stream: AsyncThrowingStream<Event, any Error>, from start: Int, to writer: inout any ResponseBodyWriter
    ) async throws {
        // Sent at once, so that the browser knows that it is connected and where to resume.
        try await writer.write(ByteBuffer(string: "retry: 2000\nid: \(start)\n: connected\n\n"))
        for try await event in stream.withHeartbeat(every: .seconds(15)).cancelOnGracefulShutdown() {
            guard let event else {
                try await writer.write(ByteBuffer(string: ": still here\n\n"))
                continue
            }
            var text = ""
            for part in parts(event) { text += "id: \(event.id)\nevent: changed\ndata: \(part)\n\n" }
            if !text.isEmpty { try await writer.write(ByteBuffer(string: text)) }
        }
    }
}
