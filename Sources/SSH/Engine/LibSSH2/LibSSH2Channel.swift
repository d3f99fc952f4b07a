import CSSH2
import Foundation

/// A channel of libssh2; the session frees what was not closed.
final class LibSSH2Channel: EngineChannel {
    private let engine: LibSSH2Engine
    private let purpose: ChannelPurpose
    private var channel: OpaquePointer?
    private(set) var exit: SSHExit?
    /// What arrived on one stream while the other was read.
    private var held: [SSHOutput: ArraySlice<UInt8>] = [:]
    /// Beyond it the other stream has to be read first; the server waits meanwhile.
    private static let mostHeld = 1 << 20

    init(engine: LibSSH2Engine, purpose: ChannelPurpose) {
        self.engine = engine
        self.purpose = purpose
    }

    func open() -> EngineAnswer {
        if self.channel != nil { return .done(0) }
        let session = self.engine.session
        switch self.purpose {
        case .session:
            self.channel = libssh2_channel_open_ex(session, "session", 7, LibSSH2.window, LibSSH2.packet, nil, 0)
        case .forward(let host, let port):
            self.channel = libssh2_channel_direct_tcpip_ex(session, host, Int32(port), "127.0.0.1", 0)
        }
        if self.channel != nil { return .done(0) }
        let code = libssh2_session_last_errno(session)
        return self.engine.answer(Int(code < 0 ? code : LIBSSH2_ERROR_PROTO))
    }

    func requestTerminal(_ terminal: SSHTerminal) -> EngineAnswer {
        if let channel = self.channel {
            // A terminal has one stream: what comes as errors belongs into the dialogue.
            _ = libssh2_channel_handle_extended_data2(channel, LIBSSH2_CHANNEL_EXTENDED_DATA_MERGE)
        }
        return self.call { channel in
            Int(
                libssh2_channel_request_pty_ex(
                    channel, terminal.type, UInt32(terminal.type.utf8.count), nil, 0, Int32(terminal.width),
                    Int32(terminal.height), 0, 0))
        }
    }

    func resize(_ terminal: SSHTerminal) -> EngineAnswer {
        self.call { channel in
            Int(
                libssh2_channel_request_pty_size_ex(channel, Int32(terminal.width), Int32(terminal.height), 0, 0))
        }
    }

    func setVariable(_ name: String, _ value: String) -> EngineAnswer {
        self.call { channel in
            Int(
                libssh2_channel_setenv_ex(
                    channel, name, UInt32(name.utf8.count), value, UInt32(value.utf8.count)))
        }
    }

    func start(_ program: SSHProgram) -> EngineAnswer {
        let (request, message): (String, String?) =
            switch program {
            case .shell: ("shell", nil)
            case .command(let command): ("exec", command)
            case .subsystem(let name): ("subsystem", name)
            }
        return self.call { channel in
            Int(
                libssh2_channel_process_startup(
                    channel, request, UInt32(request.utf8.count), message, UInt32(message?.utf8.count ?? 0)))
        }
    }

    func read(_ stream: SSHOutput, into buffer: UnsafeMutableRawBufferPointer) -> EngineAnswer {
        if let held = self.held[stream] {
            let taken = held.prefix(buffer.count)
            buffer.copyBytes(from: taken)
            self.held[stream] = taken.count == held.count ? nil : held.dropFirst(taken.count)
            return .done(taken.count)
        }
        let answer = self.receive(stream, into: buffer)
        guard case .done(0) = answer, let channel = self.channel else { return answer }
        // Zero also means half a packet, and libssh2 admits the end only when neither stream has anything left: what the
        // other one has is put aside.
        self.putAside(stream == .standard ? .error : .standard)
        return libssh2_channel_eof(channel) != 0 ? answer : .again
    }

    private func putAside(_ stream: SSHOutput) {
        while self.held[stream, default: []].count < Self.mostHeld {
            var count = 0
            let bytes = [UInt8](unsafeUninitializedCapacity: 1 << 15) { buffer, filled in
                if case .done(let number) = self.receive(stream, into: UnsafeMutableRawBufferPointer(buffer)) {
                    count = number
                }
                filled = count
            }
            guard count > 0 else { return }
            self.held[stream, default: []] += bytes
        }
    }

    private func receive(_ stream: SSHOutput, into buffer: UnsafeMutableRawBufferPointer) -> EngineAnswer {
        let number: Int32 = stream == .standard ? 0 : SSH_EXTENDED_DATA_STDERR
        return self.call { channel in
            libssh2_channel_read_ex(
                channel, number, buffer.bindMemory(to: CChar.self).baseAddress, buffer.count)
        }
    }

    func write(_ bytes: UnsafeRawBufferPointer) -> EngineAnswer {
        self.call { channel in
            libssh2_channel_write_ex(channel, 0, bytes.bindMemory(to: CChar.self).baseAddress, bytes.count)
        }
    }

    /// A written packet has left or its call answered «again».
    func flush() -> EngineAnswer { .done(0) }

    func endInput() -> EngineAnswer {
        self.call { Int(libssh2_channel_send_eof($0)) }
    }

    func awaitClose() -> EngineAnswer {
        guard let channel = self.channel, libssh2_channel_eof(channel) == 1 else { return .done(0) }
        return self.call { Int(libssh2_channel_wait_closed($0)) }
    }

    func close() -> EngineAnswer {
        guard let channel = self.channel else { return .done(0) }
        let closed = self.engine.answer(Int(libssh2_channel_close(channel)))
        guard case .done = closed else { return closed }
        // The status comes after the end of the output, at the latest before the server's close.
        self.noteExit(channel)
        let freed = self.engine.answer(Int(libssh2_channel_free(channel)))
        if case .again = freed { return freed }
        self.channel = nil
        return freed
    }

    private func noteExit(_ channel: OpaquePointer) {
        guard self.exit == nil else { return }
        var name: UnsafeMutablePointer<CChar>?
        var length = 0
        _ = libssh2_channel_get_exit_signal(channel, &name, &length, nil, nil, nil, nil)
        if let name {
            self.exit = .signal(String(cString: name))
            libssh2_free(self.engine.session, name)
        } else {
            self.exit = .status(libssh2_channel_get_exit_status(channel))
        }
    }

    private func call(_ body: (OpaquePointer) -> Int) -> EngineAnswer {
        guard let channel = self.channel else {
            return .failed(EngineFailure(kind: .disconnected, cause: "the channel is closed"))
        }
        return self.engine.answer(body(channel))
    }
}
