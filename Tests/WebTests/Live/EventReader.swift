import Foundation
import HummingbirdTesting
import NIOCore
import NIOPosix

@testable import Web

/// Reads server-sent events as a browser does, over a connection of its own.
struct EventReader {
    let browser: TestBrowser

    /// Follows a path, calls `whenConnected` once the stream has begun, and returns what came when it contains `text`.
    func read(
        _ path: String, lastID: Int? = nil, until text: String, whenConnected: () async throws -> Void = {}
    ) async throws -> String {
        guard let port = browser.client.port else { throw TestSiteError(description: "The site is not live.") }
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            var head = "GET \(path) HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n"
            head += "Cookie: \(browser.cookies.joined(separator: "; "))\r\n"
            if let lastID { head += "Last-Event-ID: \(lastID)\r\n" }
            try await outbound.write(ByteBuffer(string: head + "\r\n"))
            var received = ""
            var isConnected = false
            for try await part in inbound {
                received += String(buffer: part)
                if !isConnected, received.contains(": connected\n\n") {
                    isConnected = true
                    try await whenConnected()
                }
                if received.contains(text) { return received }
            }
            throw TestSiteError(description: "The stream ended before «\(text)» came: \(received)")
        }
    }
}
