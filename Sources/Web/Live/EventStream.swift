import Domain
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import ServiceLifecycle
import Services

/// Server-sent events of one topic (WHATWG HTML 9.2): each names the part of the page that is out of date.
///
/// A browser that reconnects sends the id of the last event it saw, and gets every one after it.
struct EventStream: Sendable {
    let events: EventService
    let topic: EventTopic
    /// The ids of the elements that an event makes out of date; `nil` when it concerns none.
    let parts: @Sendable (Event) -> [String]

    func response(to request: Request, context: SignedInContext) async throws -> Response {
        let lastID = HTTPField.Name("Last-Event-ID").flatMap { request.headers[$0] }.flatMap { Int($0) }
        let start: Int
        if let lastID { start = lastID } else { start = try await events.latestID(topic, by: context.actor) }
        let stream = try events.follow(topic, after: start, by: context.actor)
        let body = ResponseBody { writer in
            try await request.body.consumeWithCancellationOnInboundClose { _ in
                try await cancelWhenGracefulShutdown {
                    try await write(stream, from: start, to: &writer)
                }
            }
            try await writer.finish(nil)
        }
        return Response(
            status: .ok, headers: [.contentType: "text/event-stream", .cacheControl: "no-store"], body: body)
    }

    private func write(
        _ stream: AsyncThrowingStream<Event, any Error>, from start: Int, to writer: inout any ResponseBodyWriter
    ) async throws {
        // Sent at once, so that the browser knows that it is connected and where to resume.
        try await writer.write(ByteBuffer(string: "retry: 2000\nid: \(start)\n: connected\n\n"))
        for try await event in stream.withHeartbeat(every: .seconds(15)) {
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
