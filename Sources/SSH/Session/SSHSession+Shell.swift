import CSSH2
import Foundation

extension SSHSession {
    /// Opens the one shell of this session with a pseudo terminal.
    func openShell(_ terminal: SSHTerminal, until deadline: ContinuousClock.Instant) async throws {
        let channel = try await self.repeating(.channel, until: deadline) { session in
            libssh2_channel_open_ex(session, "session", 7, LibSSH2.window, LibSSH2.packet, nil, 0)
        }
        self.channel = channel
        // Errors belong into the dialogue; LIBSSH2_CHANNEL_EXTENDED_DATA_MERGE.
        _ = libssh2_channel_handle_extended_data2(channel, LIBSSH2_CHANNEL_EXTENDED_DATA_MERGE)
        try await self.repeating(.channel, until: deadline) { _ in
            Int(
                libssh2_channel_request_pty_ex(
                    channel, terminal.type, UInt32(terminal.type.utf8.count), nil, 0, Int32(terminal.width),
                    Int32(terminal.height), 0, 0))
        }
        try await self.repeating(.channel, until: deadline) { _ in
            Int(libssh2_channel_process_startup(channel, "shell", 5, nil, 0))
        }
    }

    /// Sends all bytes.
    func write(_ bytes: [UInt8], until deadline: ContinuousClock.Instant) async throws {
        var sent = 0
        while sent < bytes.count {
            let channel = try self.liveChannel()
            sent += try await self.repeating(.transfer, until: deadline) { _ in
                bytes[sent...].withUnsafeBytes { raw in
                    libssh2_channel_write_ex(channel, 0, raw.bindMemory(to: CChar.self).baseAddress, raw.count)
                }
            }
        }
    }

    /// What has arrived, at most 64 KiB; nil when the deadline passed first, empty at the end of the stream.
    func read(until deadline: ContinuousClock.Instant) async throws -> [UInt8]? {
        while true {
            let owner = try self.live(.transfer)
            let channel = try self.liveChannel()
            var answer = 0
            let bytes = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
                buffer.withMemoryRebound(to: CChar.self) { raw in
                    while count < raw.count {
                        answer = libssh2_channel_read_ex(
                            channel, 0, raw.baseAddress?.advanced(by: count), raw.count - count)
                        guard answer > 0 else { break }
                        count += answer
                    }
                }
            }
            if !bytes.isEmpty { return bytes }
            if answer == 0, libssh2_channel_eof(channel) != 0 { return [] }
            if answer < 0, answer != Int(LIBSSH2_ERROR_EAGAIN) { throw self.failure(owner, Int32(answer), .transfer) }
            guard try await self.wait(owner, until: deadline) else { return nil }
        }
    }

    /// Says goodbye as long as the deadline allows, then frees everything.
    func close(until deadline: ContinuousClock.Instant) async {
        guard self.owner != nil else { return }
        guard !self.isBusy else { return self.drop() }
        do {
            if let channel = self.channel {
                try await self.repeating(.transfer, until: deadline) { _ in Int(libssh2_channel_close(channel)) }
            }
            try await self.repeating(.transfer, until: deadline) { session in
                Int(libssh2_session_disconnect_ex(session, SSH_DISCONNECT_BY_APPLICATION, "done", ""))
            }
        } catch {
            // The goodbye is a courtesy; a server that is gone or slow must not keep us.
        }
        self.drop()
    }

    private func liveChannel() throws -> OpaquePointer {
        guard let channel = self.channel else { throw self.error(.disconnected(.transfer), "the shell is closed") }
        return channel
    }
}
