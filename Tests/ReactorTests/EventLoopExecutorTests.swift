import Reactor
import Testing

@Suite(.timeLimit(.minutes(10))) struct EventLoopExecutorTests {
    private actor Counter {
        let loop: EventLoop
        private(set) var value = 0
        private(set) var strangers = 0

        nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

        init(on loop: EventLoop) { self.loop = loop }

        func increase() {
            value += 1
            if !loop.isOnLoop { strangers += 1 }
        }
    }

    @Test func `an actor on the loop runs on its thread only`() async {
        let loop = EventLoop()
        let counter = Counter(on: loop)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<200 {
                group.addTask { for _ in 0..<50 { await counter.increase() } }
            }
        }
        #expect(await counter.value == 10_000)
        #expect(await counter.strangers == 0)
        loop.shutdown()
    }

    @Test func `a task that prefers the loop runs on it`() async {
        let loop = EventLoop()
        let isOnLoop = await Task(executorPreference: loop) { loop.isOnLoop }.value
        #expect(isOnLoop)
        loop.shutdown()
    }

    @Test func `a callback on the loop may enter its actors directly`() async {
        let loop = EventLoop()
        let counter = Counter(on: loop)
        await withCheckedContinuation { continuation in
            loop.perform {
                counter.assumeIsolated { $0.increase() }
                continuation.resume()
            }
        }
        #expect(await counter.value == 1)
        loop.shutdown()
    }

    private actor Door {
        let loop: EventLoop
        private var isOpen = false
        private var waiting: CheckedContinuation<Void, Never>?

        nonisolated var unownedExecutor: UnownedSerialExecutor { loop.asUnownedSerialExecutor() }

        init(on loop: EventLoop) { self.loop = loop }

        func pass() async {
            // Right only if nothing else runs in the actor between the question and the storing of the continuation.
            loop.perform { self.assumeIsolated { $0.open() } }
            if !isOpen { await withCheckedContinuation { waiting = $0 } }
            isOpen = false
        }

        private func open() {
            isOpen = true
            waiting?.resume()
            waiting = nil
        }
    }

    @Test func `nothing runs in an actor between a question and the suspension that follows it`() async {
        let loop = EventLoop()
        let door = Door(on: loop)
        for _ in 0..<500 { await door.pass() }
        loop.shutdown()
    }

    @Test func `jobs of a loop that was shut down still run`() async {
        let loop = EventLoop()
        let counter = Counter(on: loop)
        await counter.increase()
        loop.shutdown()
        for _ in 0..<100 { await counter.increase() }
        #expect(await counter.value == 101)
    }

    @Test func `a reactor hands out its loops in turn`() {
        let reactor = Reactor(loops: 3)
        let loops = (0..<6).map { _ in reactor.nextLoop() }
        #expect(loops[0] !== loops[1] && loops[1] !== loops[2] && loops[0] !== loops[2])
        #expect(loops[0] === loops[3] && loops[2] === loops[5])
        // A thing keeps its loop, and things spread over all of them.
        #expect((0..<100).allSatisfy { reactor.loop(for: $0) === reactor.loop(for: $0) })
        #expect(Set((0..<100).map { ObjectIdentifier(reactor.loop(for: $0)) }).count == 3)
        reactor.shutdown()
    }
}
