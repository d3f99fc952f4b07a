import Foundation

/// A terminal in another mode for a while; whatever ends the program, it is put back first.
final class TerminalMode {
    private let descriptor: Int32
    private let before: termios

    /// Signals that end the program by default.
    private static let deadly = [SIGTERM, SIGHUP, SIGQUIT, SIGINT]

    /// Changes the mode; nil when the descriptor is no terminal.
    init?(_ descriptor: Int32, _ change: (inout termios) -> Void) {
        var mode = termios()
        guard tcgetattr(descriptor, &mode) == 0 else { return nil }
        self.descriptor = descriptor
        before = mode
        change(&mode)
        toRestore = (descriptor, before)
        for number in Self.deadly {
            signal(number) { number in
                // tcsetattr, signal and raise may be called in a signal handler (signal-safety(7)).
                if var saved = toRestore { _ = tcsetattr(saved.descriptor, TCSANOW, &saved.mode) }
                signal(number, SIG_DFL)
                raise(number)
            }
        }
        guard tcsetattr(descriptor, TCSAFLUSH, &mode) == 0 else {
            restore()
            return nil
        }
    }

    /// Puts the terminal back; a second call does nothing new.
    func restore() {
        var mode = before
        _ = tcsetattr(descriptor, TCSADRAIN, &mode)
        toRestore = nil
        for number in Self.deadly { signal(number, SIG_DFL) }
    }
}

// Written before the handlers are installed and read by them only, so it needs no lock: one mode is changed at a time.
nonisolated(unsafe) private var toRestore: (descriptor: Int32, mode: termios)?
