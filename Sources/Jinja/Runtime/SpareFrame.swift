import Synchronization

/// The frame of a template's last rendering, with its output buffer, for the next one: short templates spend as much on making
/// these as on their work.
final class SpareFrame: Sendable {
    // Unchecked: whoever takes the frame is the only one who has it. Unmanaged: moving it counts no references.
    private struct Kept: @unchecked Sendable {
        let frame: Unmanaged<Frame>
    }

    private let kept = Mutex<Kept?>(nil)

    deinit {
        self.kept.withLock { $0.take() }?.frame.release()
    }

    /// A frame that nobody else uses; nil when there is none.
    func take(_ variables: Variables) -> Frame? {
        guard let frame = self.kept.withLock({ $0.take() })?.frame.takeRetainedValue() else { return nil }
        frame.restart(variables)
        return frame
    }

    /// Keeps the frame of a rendering that has ended, unless something may still refer to it or it is large.
    func keep(_ frame: consuming Frame) {
        guard frame.leavesNothing, isKnownUniquelyReferenced(&frame) else { return }
        frame.rest()
        let kept = Kept(frame: .passRetained(frame))
        let before = self.kept.withLock { place in
            defer { place = kept }
            return place
        }
        before?.frame.release()
    }
}

extension Frame {
    /// Whether a rendering has left nothing behind but its variables and its output, which is not large.
    fileprivate var leavesNothing: Bool {
        self.program.isPlain && !self.hasMacros && self.rendering.leavesNothing && self.output.capacity <= 1 << 14
    }

    fileprivate func restart(_ variables: Variables) {
        self.rendering.restart()
        self.context.restart(variables.members)
    }

    /// Lets go of all variables.
    fileprivate func rest() {
        self.clear()
        self.context.restart(nil)
    }
}

extension Rendering {
    fileprivate var leavesNothing: Bool {
        !self.hasCycles && !self.thaws && !self.isKnownOutside && self.settings.isWithoutHost
    }
}
