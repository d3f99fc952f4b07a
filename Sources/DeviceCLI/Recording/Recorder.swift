import Foundation
import Synchronization

/// Writes a session down as it happens; what a device writes between two lines of ours becomes one line.
public final class Recorder: Sendable {
    private let state: Mutex<[UInt8]>
    private let secrets: [String]
    private let redact: @Sendable (String) -> String
    private let write: @Sendable (String) -> Void

    /// A recorder that hands each line, ended, to `write`; the login's secrets are masked, and what `redact` hides.
    public init(
        _ header: Recording.Header, login: DeviceLogin, redact: @escaping @Sendable (String) -> String,
        write: @escaping @Sendable (String) -> Void
    ) {
        self.state = Mutex([])
        self.secrets = login.secrets.filter { $0.utf8.count >= 4 }
        self.redact = redact
        self.write = write
        self.put(header)
    }

    /// Says that a command is asked for.
    public func run(_ command: String) { self.note(Recording.Event(run: command)) }

    /// Says that the facts are asked for.
    public func facts() { self.note(Recording.Event(facts: true)) }

    /// Takes what was typed or received.
    public func add(_ entry: TranscriptEntry) {
        switch entry.direction {
        case .received: self.state.withLock { $0 += entry.bytes }
        case .sent: self.note(Recording.Event(sent: self.masked(String(decoding: entry.bytes, as: UTF8.self))))
        }
    }

    /// Writes what is still held back.
    public func finish() {
        let bytes = self.state.withLock { bytes in
            defer { bytes = [] }
            return bytes
        }
        guard !bytes.isEmpty else { return }
        self.put(Recording.Event(received: self.redact(self.masked(String(decoding: bytes, as: UTF8.self)))))
    }

    private func note(_ event: Recording.Event) {
        self.finish()
        self.put(event)
    }

    private func masked(_ text: String) -> String {
        self.secrets.reduce(text) { $0.replacing($1, with: Recording.mark) }
    }

    private func put(_ value: some Encodable) {
        let encoder = JSONEncoder()
        encoder.dateEncodingStrategy = .iso8601
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            self.write(String(decoding: try encoder.encode(value), as: UTF8.self) + "\n")
        } catch {
            // Strings, numbers and dates always have a form in JSON.
        }
    }
}
