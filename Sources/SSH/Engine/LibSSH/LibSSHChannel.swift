import CSSH
import Foundation

/// A channel of libssh.
final class LibSSHChannel: EngineChannel {
    private let engine: LibSSHEngine
    private let purpose: ChannelPurpose
    private var isClosing = false
    private var channel: OpaquePointer?
    private let ending = LibSSHEnding()

    var exit: SSHExit? { self.ending.exit }

    init(engine: LibSSHEngine, purpose: ChannelPurpose) {
        self.engine = engine
        self.purpose = purpose
        self.channel = ssh_channel_new(engine.session)
        if let channel = self.channel { self.ending.attach(to: channel) }
    }

    deinit { self.free() }

    func open() -> EngineAnswer {
        if let channel = self.channel, ssh_channel_is_open(channel) != 0 { return .done(0) }
        return self.call { channel in
            switch self.purpose {
            case .session: ssh_channel_open_session(channel)
            case .forward(let host, let port): ssh_channel_open_forward(channel, host, Int32(port), "127.0.0.1", 0)
            }
        }
    }

    func requestTerminal(_ terminal: SSHTerminal) -> EngineAnswer {
        self.call { ssh_channel_request_pty_size($0, terminal.type, Int32(terminal.width), Int32(terminal.height)) }
    }

    func resize(_ terminal: SSHTerminal) -> EngineAnswer {
        self.call { ssh_channel_change_pty_size($0, Int32(terminal.width), Int32(terminal.height)) }
    }

    func setVariable(_ name: String, _ value: String) -> EngineAnswer {
        self.call { ssh_channel_request_env($0, name, value) }
    }

    func start(_ program: SSHProgram) -> EngineAnswer {
        self.call { channel in
            switch program {
            case .shell: ssh_channel_request_shell(channel)
            case .command(let command): ssh_channel_request_exec(channel, command)
            case .subsystem(let name): ssh_channel_request_subsystem(channel, name)
            }
        }
    }

    func read(_ stream: SSHOutput, into buffer: UnsafeMutableRawBufferPointer) -> EngineAnswer {
        guard let channel = self.channel else { return Self.closed }
        let number = ssh_channel_read_nonblocking(
            channel, buffer.baseAddress, UInt32(buffer.count), stream == .error ? 1 : 0)
        switch number {
        case 0:
            // Nothing yet, or nothing any more.
            return ssh_channel_is_eof(channel) != 0 || ssh_channel_is_closed(channel) != 0 ? .done(0) : .again
        case LibSSH.endOfFile: return .done(0)
        case SSH_AGAIN: return .again
        case ..<0: return .failed(self.engine.failure(.other))
        default: return .done(Int(number))
        }
    }

    func write(_ bytes: UnsafeRawBufferPointer) -> EngineAnswer {
        let answer = self.call { ssh_channel_write($0, bytes.baseAddress, UInt32(bytes.count)) }
        // Nothing taken means that the server's window is full.
        if case .done(0) = answer, !bytes.isEmpty { return .again }
        return answer
    }

    func flush() -> EngineAnswer {
        guard ssh_get_poll_flags(self.engine.session) & SSH_WRITE_PENDING != 0 else { return .done(0) }
        return self.engine.answer(ssh_blocking_flush(self.engine.session, 0))
    }

    func endInput() -> EngineAnswer {
        self.call { ssh_channel_send_eof($0) }
    }

    func awaitClose() -> EngineAnswer {
        guard let channel = self.channel, ssh_channel_is_eof(channel) != 0, ssh_channel_is_closed(channel) == 0 else {
            return .done(0)
        }
        // Takes in what is there; polling does not, after the end of the output.
        ssh_channel_get_exit_status(channel)
        return self.exit != nil || ssh_channel_is_closed(channel) != 0 ? .done(0) : .again
    }

    func close() -> EngineAnswer {
        guard let channel = self.channel else { return .done(0) }
        // The server's close, with the status before it, is waited for like output.
        if ssh_channel_is_closed(channel) == 0 {
            if !self.isClosing {
                let answer = self.engine.answer(ssh_channel_close(channel))
                guard case .done = answer else { return answer }
                self.isClosing = true
            }
            let poll = ssh_channel_poll(channel, 0)
            if poll == SSH_ERROR, ssh_is_connected(self.engine.session) == 0 {
                return .failed(self.engine.failure(.other))
            }
            if ssh_channel_is_closed(channel) == 0 { return .again }
        }
        self.free()
        return .done(0)
    }

    private func free() {
        guard let channel = self.channel else { return }
        self.channel = nil
        self.ending.detach(from: channel)
        ssh_channel_free(channel)
    }

    private static let closed = EngineAnswer.failed(
        EngineFailure(kind: .disconnected, cause: "the channel is closed"))

    private func call(_ body: (OpaquePointer) -> Int32) -> EngineAnswer {
        guard let channel = self.channel else { return Self.closed }
        let number = body(channel)
        if number == SSH_ERROR { return .failed(self.engine.failure(.requestRefused)) }
        return self.engine.answer(number)
    }
}
