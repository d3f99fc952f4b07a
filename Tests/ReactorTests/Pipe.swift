import Glibc
import Synchronization

/// Both ends of a non-blocking pipe, closed with the value that holds them.
final class Pipe: Sendable {
    let reading: Int32
    let writing: Int32
    private let isHungUp = Mutex(false)

    init() throws {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw PipeError() }
        for end in ends {
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
        reading = ends[0]
        writing = ends[1]
    }

    deinit {
        close(reading)
        hangUp()
    }

    func hangUp() {
        isHungUp.withLock { isHungUp in
            if !isHungUp { close(writing) }
            isHungUp = true
        }
    }

    func send(_ bytes: Int = 1) {
        let written = write(writing, [UInt8](repeating: 7, count: bytes), bytes)
        precondition(written == bytes)
    }

    func drain() -> Int {
        var buffer = [UInt8](repeating: 0, count: 4096)
        return max(0, read(reading, &buffer, buffer.count))
    }

    struct PipeError: Error {}
}
