import Glibc
import Reactor

/// Tells when a file of a folder was written, came, went or was renamed (inotify, Linux).
final class FolderWatch: Sendable {
    private let descriptor: Int32
    private let loop: EventLoop

    /// Watches a folder; nil when the kernel refuses, for example because too much is watched.
    init?(_ path: String, on loop: EventLoop) {
        let descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
        let events = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_CREATE
        guard descriptor >= 0, inotify_add_watch(descriptor, path, UInt32(events)) >= 0 else {
            if descriptor >= 0 { close(descriptor) }
            return nil
        }
        self.descriptor = descriptor
        self.loop = loop
    }

    deinit { close(descriptor) }

    /// Suspends until something happened in the folder since the last time; throws when the task is cancelled.
    func next() async throws {
        try await loop.wait(for: .readable, on: descriptor)
        // Which file it was does not matter: the folder is read as a whole.
        var buffer = [UInt8](repeating: 0, count: 4096)
        while read(descriptor, &buffer, buffer.count) > 0 {}
    }
}
