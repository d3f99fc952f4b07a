import Glibc
import Synchronization
import Testing

@testable import Reactor

@Suite(.timeLimit(.minutes(5))) struct EventLoopLoadTests {
    private let loop = EventLoop()

    @Test func `a task that floods the loop starves neither sockets nor timers nor others' jobs`() async throws {
        let pipe = try Pipe()
        let loop = loop
        let isOver = Atomic(false)
        @Sendable func flood() {
            // Each job makes two, up to a bound, so the queue is never empty.
            if isOver.load(ordering: .relaxed) { return }
            loop.perform(flood)
        }
        for _ in 0..<5000 { loop.perform(flood) }
        pipe.send()
        try await loop.wait(for: .readable, on: pipe.reading, until: .now + .seconds(10))
        try await loop.sleep(until: .now + .milliseconds(5))
        await withCheckedContinuation { continuation in loop.perform { continuation.resume() } }
        isOver.store(true, ordering: .relaxed)
        loop.shutdown()
    }

    @Test func `a cancelled wait is over within one turn of the loop`() async throws {
        let loop = loop
        let begun = AsyncStream.makeStream(of: Void.self)
        let task = Task(executorPreference: loop) {
            begun.continuation.finish()
            try await loop.sleep(until: .now + .seconds(3600))
        }
        for await _ in begun.stream {}
        await withCheckedContinuation { continuation in loop.perform { continuation.resume() } }
        let before = loop.turns
        task.cancel()
        await #expect(throws: ReactorError.cancelled) { try await task.value }
        #expect(loop.turns - before <= 2)
        loop.shutdown()
    }

    @Test func `ten thousand timers all fire, in order`() async {
        let loop = loop
        let fired = Mutex<[Int]>([])
        await withCheckedContinuation { continuation in
            // Set on the loop itself, where none can fire before the last one is set.
            loop.perform {
                let start = ContinuousClock.now + .milliseconds(20)
                for number in (0..<10_000).shuffled() {
                    loop.schedule(at: start + .microseconds(number * 5)) {
                        let count = fired.withLock { list in
                            list.append(number)
                            return list.count
                        }
                        if count == 10_000 { continuation.resume() }
                    }
                }
            }
        }
        #expect(fired.withLock { $0 } == Array(0..<10_000))
        loop.shutdown()
    }

    // In a process of its own: while so many descriptors are open, Foundation's Process crashes now and then.
    @Test func `two thousand descriptors are watched at once, and each is heard`() async {
        await #expect(processExitsWith: .success) {
            var limit = rlimit()
            getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
            limit.rlim_cur = max(limit.rlim_cur, min(limit.rlim_max, 8192))
            setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
            let pipe = try Pipe()
            let loop = EventLoop()
            let descriptors = (0..<2000).map { _ in dup(pipe.reading) }
            try #require(descriptors.allSatisfy { $0 >= 0 })
            let waits = descriptors.map { descriptor in
                Task { try await loop.wait(for: .readable, on: descriptor, until: .now + .seconds(30)) }
            }
            pipe.send()
            for wait in waits { try await wait.value }
            loop.shutdown()
        }
    }

    private final class Leaver: Sendable {
        let loop: EventLoop
        let told: @Sendable () -> Void

        init(_ loop: EventLoop, _ told: @escaping @Sendable () -> Void) {
            self.loop = loop
            self.told = told
        }

        deinit {
            let told = told
            loop.perform { told() }
        }
    }

    @Test func `what ends with a job may give the loop new work`() async {
        let loop = loop
        await withCheckedContinuation { continuation in
            let leaver = Leaver(loop) { continuation.resume() }
            loop.perform { [leaver] in _ = leaver }
        }
        loop.shutdown()
    }

    @Test func `what was asked for the end of the turn runs once, after the jobs of the turn`() async {
        let loop = loop
        let order = Mutex<[String]>([])
        await withCheckedContinuation { continuation in
            loop.perform {
                loop.atEndOfTurn {
                    order.withLock { $0.append("end") }
                    continuation.resume()
                }
                loop.perform { order.withLock { $0.append("job") } }
                loop.enter { order.withLock { $0.append("now") } }
            }
        }
        #expect(order.withLock { $0 } == ["now", "job", "end"])
        loop.shutdown()
    }
}
