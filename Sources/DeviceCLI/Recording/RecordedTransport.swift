import SSH

/// Plays the device's part of a recording: it waits for the line that was typed then, and writes what the device wrote.
actor RecordedTransport: DeviceTransport {
    private let events: [(line: Int, event: Recording.Event)]
    private let chunk: Int
    nonisolated let asksForLogin: Bool
    private var position = 0
    private var unread: ArraySlice<UInt8> = []
    /// Why the session and the recording parted.
    private(set) var parting: RecordingError?

    /// A wait longer than this one is for the device's words, and there are none left.
    private static let longestPause = Duration.seconds(60)

    /// `chunk` is the most bytes that one read gives.
    init(_ recording: Recording, chunk: Int) {
        self.events = recording.events.enumerated().map { ($0 + 2, $1) }.filter {
            $0.1.sent != nil || $0.1.received != nil
        }
        self.chunk = chunk
        self.asksForLogin = recording.header.telnet
    }

    func write(_ bytes: [UInt8], within limit: Duration) async throws {
        let typed = String(decoding: bytes, as: UTF8.self)
        guard self.position < self.events.count else {
            throw self.part(
                self.events.last?.line ?? 1, "The recording ends here, and the session types \(Self.quote(typed)).")
        }
        let (line, event) = self.events[self.position]
        guard let recorded = event.sent else {
            throw self.part(
                line,
                "The device was writing when the session types \(Self.quote(typed)). What it wrote was not waited for.")
        }
        guard recorded == typed || recorded.contains(Recording.mark) else {
            throw self.part(
                line, "The session types \(Self.quote(typed)) where the recording has \(Self.quote(recorded)).")
        }
        self.position += 1
    }

    func read(until deadline: ContinuousClock.Instant) async throws -> [UInt8]? {
        if self.unread.isEmpty, self.position < self.events.count,
            let received = self.events[self.position].event.received
        {
            self.unread = Array(received.utf8)[...]
            self.position += 1
        }
        if !self.unread.isEmpty {
            defer { self.unread = self.unread.dropFirst(self.chunk) }
            return Array(self.unread.prefix(self.chunk))
        }
        guard deadline - .now <= Self.longestPause else {
            let isOver = self.position >= self.events.count
            _ = self.part(
                isOver ? self.events.last?.line ?? 1 : self.events[self.position].line,
                isOver
                    ? "The recording ends here, and the session still waits for the device."
                    : "The session waits for more where the recording goes on with a line that was typed.")
            return []
        }
        try await Task.sleep(until: deadline, clock: .continuous)
        return nil
    }

    /// A recording has no window.
    func resize(_ window: SSHTerminal) async throws {}

    func keepAlive() async throws {}

    func close() async {}

    /// The first parting is the one to tell of.
    private func part(_ line: Int, _ sentence: String) -> RecordingError {
        let error = RecordingError(line: line, sentence)
        self.parting = self.parting ?? error
        return error
    }

    private static func quote(_ text: String) -> String { "«\(DeviceText.visible(Array(text.utf8), masking: []))»" }
}
