import Synchronization
import Testing

@testable import Reactor

@Suite(.timeLimit(.minutes(1))) struct EventLoopTests {
    private let loop = EventLoop()

    @Test func `a pipe is readable when something was written to it`() async throws {
        let pipe = try Pipe()
        async let waiting: Void = loop.wait(for: .readable, on: pipe.reading)
        pipe.send()
        try await waiting
        #expect(pipe.drain() == 1)
        try await loop.wait(for: .writable, on: pipe.writing)
        loop.shutdown()
    }

    @Test func `a wait ends at its deadline, not before it`() async throws {
        let pipe = try Pipe()
        let deadline = ContinuousClock.now + .milliseconds(30)
        await #expect(throws: ReactorError.timedOut) {
            try await loop.wait(for: .readable, on: pipe.reading, until: deadline)
        }
        #expect(ContinuousClock.now >= deadline)
        loop.shutdown()
    }

    @Test func `a deadline in the past ends the wait at once`() async throws {
        let pipe = try Pipe()
        await #expect(throws: ReactorError.timedOut) {
            try await loop.wait(for: .readable, on: pipe.reading, until: .now - .seconds(5))
        }
        loop.shutdown()
    }

    @Test func `cancelling the task ends its wait at once and no other`() async throws {
        let pipe = try Pipe()
        let loop = loop
        let other = Task { try await loop.wait(for: .readable, on: pipe.reading) }
        let task = Task { () -> ReactorError? in
            do throws(ReactorError) {
                try await loop.wait(for: .readable, on: pipe.reading, until: .now + .seconds(3600))
                return nil
            } catch {
                return error
            }
        }
        task.cancel()
        #expect(await task.value == .cancelled)
        pipe.send()
        try await other.value
        loop.shutdown()
    }

    @Test func `a cancelled sleep ends at once`() async {
        let loop = loop
        let task = Task { try await loop.sleep(until: .now + .seconds(3600)) }
        task.cancel()
        await #expect(throws: ReactorError.cancelled) { try await task.value }
        loop.shutdown()
    }

    @Test func `a forgotten descriptor resumes its waiters`() async throws {
        let pipe = try Pipe()
        let loop = loop
        let waits = (0..<3).map { _ in Task { try await loop.wait(for: .readable, on: pipe.reading) } }
        // The waits are registered in tasks of their own: forget again until all have ended.
        let forgetting = Task {
            while !Task.isCancelled {
                loop.forget(pipe.reading)
                try await loop.sleep(until: .now + .milliseconds(2))
            }
        }
        for wait in waits {
            await #expect(throws: ReactorError.forgotten) { try await wait.value }
        }
        forgetting.cancel()
        loop.shutdown()
    }

    @Test func `a descriptor that cannot be watched is a system error`() async {
        await #expect(throws: ReactorError.system(9)) { try await loop.wait(for: .readable, on: 1_000_000) }
        #expect(throws: ReactorError.system(9)) { try loop.watch(1_000_000) {} }
        loop.shutdown()
    }

    @Test func `a hang-up ends a wait for anything`() async throws {
        let pipe = try Pipe()
        let loop = loop
        let wait = Task { try await loop.wait(for: .readable, on: pipe.reading) }
        pipe.hangUp()
        try await wait.value
        #expect(pipe.drain() == 0)
        loop.shutdown()
    }

    @Test func `an idle loop does not wake up`() async throws {
        let pipe = try Pipe()
        let loop = loop
        loop.whenReady(for: .readable, on: pipe.reading, until: .now + .seconds(3600)) { _ in }
        try loop.watch(pipe.reading) {}
        // Once this ran, the loop has nothing left to do.
        await withCheckedContinuation { continuation in loop.perform { continuation.resume() } }
        let before = loop.turns
        let clock = EventLoop()
        try await clock.sleep(until: .now + .milliseconds(300))
        #expect(loop.turns == before)
        loop.shutdown()
        clock.shutdown()
    }

    @Test func `a watch is called as long as something is left to read`() async throws {
        let pipe = try Pipe()
        let loop = loop
        let total = Mutex(0)
        await withCheckedContinuation { continuation in
            do {
                try loop.watch(pipe.reading) {
                    let sum = total.withLock { total in
                        total += pipe.drain()
                        return total
                    }
                    guard sum == 20_000 else { return }
                    loop.forget(pipe.reading)
                    continuation.resume()
                }
            } catch {
                Issue.record(error)
                continuation.resume()
            }
            pipe.send(20_000)
        }
        pipe.send()
        try await loop.sleep(until: .now + .milliseconds(10))
        #expect(total.withLock { $0 } == 20_000)
        loop.shutdown()
    }

    @Test func `a watch and waits on one descriptor do not disturb each other`() async throws {
        let pipe = try Pipe()
        let calls = Mutex(0)
        try loop.watch(pipe.reading) {
            calls.withLock { $0 += 1 }
            _ = pipe.drain()
        }
        for _ in 0..<10 {
            async let wait: Void = loop.wait(for: .readable, on: pipe.reading, until: .now + .milliseconds(200))
            pipe.send()
            // Whether the watch drained the pipe before the wait began is a race; either outcome is right.
            do { try await wait } catch { #expect(error as? ReactorError == .timedOut) }
        }
        #expect(calls.withLock { $0 } >= 1)
        loop.shutdown()
    }

    @Test func `a shut down loop ends its waits and refuses new ones`() async throws {
        let pipe = try Pipe()
        let loop = loop
        let wait = Task { try await loop.wait(for: .readable, on: pipe.reading) }
        loop.shutdown()
        await #expect(throws: ReactorError.forgotten) { try await wait.value }
        await #expect(throws: ReactorError.forgotten) { try await loop.sleep(until: .now + .seconds(1)) }
        #expect(throws: ReactorError.forgotten) { try loop.watch(pipe.reading) {} }
    }

    @Test func `a cancelled action never runs`() async throws {
        let ran = Mutex(false)
        let ticket = loop.schedule(at: .now + .milliseconds(20)) { ran.withLock { $0 = true } }
        loop.cancel(ticket)
        try await loop.sleep(until: .now + .milliseconds(40))
        #expect(ran.withLock { $0 } == false)
        loop.shutdown()
    }
}
