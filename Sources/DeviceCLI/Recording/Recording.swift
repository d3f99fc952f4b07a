public import Foundation

/// A session as it happened, kept as JSON lines, so that it can be played to the dialogue again without the device.
///
/// The first line says what it is of; then come, in order, what was asked for (`run`, `facts`), what was `sent` and what was
/// `received`. Typed passwords and known secrets stand as `•••`.
public struct Recording: Sendable, Hashable {
    /// What the first line says.
    public struct Header: Sendable, Hashable, Codable {
        /// The number of the format.
        public let recording: Int
        /// The platform's name.
        public let platform: String
        /// The name that signed in.
        public let username: String
        /// Whether the device asked for the login itself.
        public let telnet: Bool
        /// When the session began.
        public let at: Date

        /// The header of a recording in today's format.
        public init(platform: String, username: String, telnet: Bool, at: Date) {
            self.recording = Recording.format
            self.platform = platform
            self.username = username
            self.telnet = telnet
            self.at = at
        }
    }

    /// One later line; exactly one of its fields is set.
    public struct Event: Sendable, Hashable, Codable {
        /// A command that was asked for.
        public var run: String?
        /// Set where the facts were asked for.
        public var facts: Bool?
        /// What was typed.
        public var sent: String?
        /// What the device wrote.
        public var received: String?

        init(run: String? = nil, facts: Bool? = nil, sent: String? = nil, received: String? = nil) {
            self.run = run
            self.facts = facts
            self.sent = sent
            self.received = received
        }
    }

    /// The number of today's format.
    static let format = 1
    /// What stands for a secret.
    static let mark = "•••"
    /// A recording is read whole; a larger file is none.
    static let largest = 64 << 20

    /// What it is of.
    public let header: Header
    /// What happened; the first stands in line 2.
    public let events: [Event]

    /// Reads a recording; throws `RecordingError`, which names the line.
    public init(_ text: String) throws(RecordingError) {
        guard text.utf8.count <= Self.largest else {
            throw RecordingError(line: 1, "The file is larger than 64 MiB, so it is not read.")
        }
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .iso8601
        var header: Header?
        var events: [Event] = []
        let lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() where !line.isEmpty {
            do {
                if header == nil {
                    header = try decoder.decode(Header.self, from: Data(line))
                } else {
                    events.append(try decoder.decode(Event.self, from: Data(line)))
                }
            } catch {
                throw RecordingError(
                    line: index + 1, "This is no line of a recording. Record the session again with --record.")
            }
        }
        guard let header else { throw RecordingError(line: 1, "The file is empty. Record a session with --record.") }
        guard header.recording == Self.format else {
            throw RecordingError(
                line: 1, "The recording has the format \(header.recording), and only \(Self.format) can be played.")
        }
        self.header = header
        self.events = events
    }
}

/// Why a recording cannot be read or played.
public struct RecordingError: Error, Sendable, CustomStringConvertible {
    /// The line of the file, from 1.
    public let line: Int
    /// What is wrong, where, and what to do about it.
    public let description: String

    init(line: Int, _ sentence: String) {
        self.line = line
        self.description = "Line \(line): \(sentence)"
    }
}
