import Logging
import Reactor

/// Listens on one connection of its own for everybody, and listens again after that was lost.
actor NotificationListener {
    private struct Subscriber {
        let buffer: NotificationBuffer
        let channels: Set<String>
        /// Whether it was told `.gap` since the connection stands, and so receives events.
        var isListening = false
    }

    nonisolated let loop: EventLoop
    nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

    private let configuration: PostgresConfiguration
    private let logger: Logger?
    private var subscribers: [Subscriber] = []
    private var running: Task<Void, Never>?
    private var isStopped = false
    private var hasChanged = false
    private var whenChanged: CheckedContinuation<Void, Never>?

    init(_ configuration: PostgresConfiguration, on loop: EventLoop, logger: Logger?) {
        self.configuration = configuration
        self.loop = loop
        self.logger = logger
    }

    func subscribe(_ buffer: NotificationBuffer, to channels: [String]) {
        guard !isStopped else { return buffer.close() }
        subscribers.append(Subscriber(buffer: buffer, channels: Set(channels)))
        if running == nil { running = Task { await keepListening() } }
        signalChange()
    }

    func unsubscribe(_ buffer: NotificationBuffer) {
        subscribers.removeAll { $0.buffer === buffer }
        signalChange()
    }

    /// Ends all sequences and the connection.
    func close() async {
        stop()
        await running?.value
    }

    /// Ends all sequences and asks the connection to end.
    func stop() {
        isStopped = true
        for subscriber in subscribers { subscriber.buffer.close() }
        subscribers = []
        running?.cancel()
        signalChange()
    }

    private func keepListening() async {
        var pause = Duration.milliseconds(50)
        while !subscribers.isEmpty {
            do throws(PostgresError) {
                let connection = try await open()
                pause = .milliseconds(50)
                await listen(on: connection)
                await connection.close()
            } catch {
                report(error)
            }
            for index in subscribers.indices { subscribers[index].isListening = false }
            if subscribers.isEmpty { break }
            do { try await loop.sleep(until: .now + pause) } catch { break }
            pause = min(pause * 2, .seconds(1))
        }
        running = nil
        // Someone may have subscribed while the last connection was being ended.
        if !isStopped, !subscribers.isEmpty { running = Task { await keepListening() } }
    }

    private func open() async throws(PostgresError) -> PostgresConnection {
        let events = PostgresConnection.Events(
            onNotification: { channel, payload in
                self.assumeIsolated { $0.deliver(channel, payload) }
            },
            onClose: { self.assumeIsolated { $0.signalChange() } })
        return try await PostgresConnection.open(configuration, on: loop, as: .exclusive, events: events)
    }

    private func listen(on connection: PostgresConnection) async {
        do throws(PostgresError) {
            try await follow(on: connection)
        } catch {
            report(error)
        }
    }

    private func report(_ error: PostgresError) {
        if !isStopped { logger?.warning("Listening for notifications: \(error.debugDescription)") }
    }

    /// Keeps the server's list of channels equal to the subscribers' until the connection ends or nobody is left.
    private func follow(on connection: PostgresConnection) async throws(PostgresError) {
        var listening: Set<String> = []
        while connection.isOpen, !subscribers.isEmpty {
            hasChanged = false
            let wanted = subscribers.reduce(into: Set<String>()) { $0.formUnion($1.channels) }
            for channel in wanted.subtracting(listening).sorted() {
                try await tell(connection, "LISTEN", channel)
                listening.insert(channel)
            }
            for channel in listening.subtracting(wanted).sorted() {
                try await tell(connection, "UNLISTEN", channel)
                listening.remove(channel)
            }
            for index in subscribers.indices
            where !subscribers[index].isListening && subscribers[index].channels.isSubset(of: listening) {
                subscribers[index].isListening = true
                subscribers[index].buffer.append(.gap)
            }
            await waitForChange(on: connection)
        }
    }

    private func tell(
        _ connection: PostgresConnection, _ command: String, _ channel: String
    ) async throws(PostgresError) {
        let name = channel.replacing("\"", with: "\"\"")
        let request = StatementRequest(script: "\(command) \"\(name)\"", name: command)
        _ = try await connection.run(request, until: .now + configuration.connectTimeout)
    }

    private func deliver(_ channel: String, _ payload: String) {
        for subscriber in subscribers where subscriber.isListening && subscriber.channels.contains(channel) {
            subscriber.buffer.append(.notification(channel: channel, payload: payload))
        }
    }

    private func waitForChange(on connection: PostgresConnection) async {
        await withCheckedContinuation { continuation in
            // Asked here and not before: on the way into a suspension other work of the actor may run.
            if hasChanged || !connection.isOpen {
                continuation.resume()
            } else {
                whenChanged = continuation
            }
        }
    }

    private func signalChange() {
        hasChanged = true
        whenChanged?.resume()
        whenChanged = nil
    }
}
