import Foundation
public import Reactor

/// A plain byte stream over TCP; one task uses it at a time.
public actor TCPConnection {
    private let loop: EventLoop
    private let place: String
    /// How long opening it took.
    public nonisolated let timings: TCPTimings
    private var socket: Socket?

    /// The loop that the connection lives on.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { self.loop.asUnownedSerialExecutor() }

    /// Opens a connection on `loop`; throws `TCPError` or `CancellationError`.
    nonisolated(nonsending) public static func connect(
        to endpoint: TCPEndpoint, lookup: Duration, opening: Duration, on loop: EventLoop
    )
        async throws -> TCPConnection
    {
        let opened = try await endpoint.connect(lookup: lookup, opening: opening, on: loop)
        return TCPConnection(opened, place: endpoint.description, loop: loop)
    }

    init(_ opened: OpenedSocket, place: String, loop: EventLoop) {
        self.socket = opened.socket
        self.timings = opened.timings
        self.place = place
        self.loop = loop
    }

    /// Sends all bytes; throws `TCPError` when that takes longer than `limit` or the connection is gone.
    public func write(_ bytes: [UInt8], within limit: Duration) async throws {
        let deadline = ContinuousClock.now + limit
        var rest = bytes[...]
        while !rest.isEmpty {
            let socket = try self.live()
            let count = rest.withUnsafeBytes { send(socket.descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN {
                guard try await self.wait(.writable, socket, deadline) else {
                    throw TCPError(.timedOut, self.place, "the other side takes no more bytes")
                }
            } else if errno != EINTR {
                throw self.lost(errno)
            }
        }
    }

    /// What has arrived, at most 64 KiB; nil when the deadline passed first, empty when the other side ended the stream.
    public func read(until deadline: ContinuousClock.Instant) async throws -> [UInt8]? {
        while true {
            let socket = try self.live()
            var number = 0
            let bytes = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
                number = recv(socket.descriptor, buffer.baseAddress, buffer.count, 0)
                count = max(0, number)
            }
            if number >= 0 { return bytes }
            if errno == EINTR { continue }
            guard errno == EAGAIN else { throw self.lost(errno) }
            if deadline <= .now { return nil }
            guard try await self.wait(.readable, socket, deadline) else { return nil }
        }
    }

    /// Closes the connection; a second call does nothing.
    public func close() {
        self.socket?.shutDown()
        self.socket = nil
    }

    private func live() throws(TCPError) -> Socket {
        guard let socket = self.socket else { throw TCPError(.disconnected, self.place, "the connection is closed") }
        return socket
    }

    private func lost(_ number: Int32) -> TCPError {
        TCPError(.disconnected, self.place, String(cString: strerror(number)))
    }

    private func wait(_ readiness: Readiness, _ socket: Socket, _ deadline: ContinuousClock.Instant) async throws
        -> Bool
    {
        do {
            try await self.loop.wait(for: readiness, on: socket.descriptor, until: deadline)
            return true
        } catch .timedOut {
            return false
        } catch .cancelled {
            self.close()
            throw CancellationError()
        } catch {
            throw TCPError(.disconnected, self.place, "\(error)")
        }
    }
}
