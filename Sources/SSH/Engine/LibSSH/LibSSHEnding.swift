import CSSH

/// Hears from libssh how a channel's program ended; only a callback tells of a signal.
final class LibSSHEnding {
    private(set) var exit: SSHExit?
    private let callbacks: UnsafeMutablePointer<ssh_channel_callbacks_struct>

    init() {
        self.callbacks = .allocate(capacity: 1)
        self.callbacks.initialize(to: ssh_channel_callbacks_struct())
    }

    deinit {
        self.callbacks.deinitialize(count: 1)
        self.callbacks.deallocate()
    }

    /// Starts to listen; must be detached before either of both goes away.
    func attach(to channel: OpaquePointer) {
        // What the macro `ssh_callbacks_init` does.
        self.callbacks.pointee.size = MemoryLayout<ssh_channel_callbacks_struct>.size
        self.callbacks.pointee.userdata = Unmanaged.passUnretained(self).toOpaque()
        self.callbacks.pointee.channel_exit_status_function = { _, _, status, pointer in
            LibSSHEnding.note(.status(status), pointer)
        }
        self.callbacks.pointee.channel_exit_signal_function = { _, _, signal, _, _, _, pointer in
            LibSSHEnding.note(.signal(signal.map { String(cString: $0) } ?? ""), pointer)
        }
        ssh_add_channel_callbacks(channel, self.callbacks)
    }

    func detach(from channel: OpaquePointer) {
        ssh_remove_channel_callbacks(channel, self.callbacks)
    }

    private static func note(_ exit: SSHExit, _ pointer: UnsafeMutableRawPointer?) {
        guard let pointer else { return }
        Unmanaged<LibSSHEnding>.fromOpaque(pointer).takeUnretainedValue().exit = exit
    }
}
