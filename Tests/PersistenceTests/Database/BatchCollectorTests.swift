import Persistence
import Testing

@Suite(.timeLimit(.minutes(5))) struct BatchCollectorTests {
    /// Holds the first batch up until told, and keeps the sizes of all.
    private actor Desk {
        private(set) var sizes: [Int] = []
        private var isOpen = false
        private var waiting: [CheckedContinuation<Void, Never>] = []
        private var watchers: [CheckedContinuation<Void, Never>] = []

        func handle(_ items: [Int]) async -> [Int] {
            sizes.append(items.count)
            for watcher in watchers { watcher.resume() }
            watchers = []
            if !isOpen { await withCheckedContinuation { waiting.append($0) } }
            return items.map { 10 * $0 }
        }

        func begun() async {
            if sizes.isEmpty { await withCheckedContinuation { watchers.append($0) } }
        }

        func open() {
            isOpen = true
            for each in waiting { each.resume() }
            waiting = []
        }
    }

    @Test func `those that come while one is under way go together, each with its own answer`() async {
        let desk = Desk()
        let collector = BatchCollector<Int, Int>(limit: 4)
        let first = Task { await collector.add(0) { await desk.handle($0) } }
        await desk.begun()
        // Each of them stands in the line before the next begins.
        let others = (1...9).map { item in
            Task.immediate { await collector.add(item) { await desk.handle($0) } }
        }
        await desk.open()
        #expect(await first.value == 0)
        for (item, task) in zip(1...9, others) { #expect(await task.value == 10 * item) }
        #expect(await desk.sizes == [1, 4, 4, 1])
    }

    @Test func `cancelling one caller takes nothing from its neighbours`() async {
        let desk = Desk()
        let collector = BatchCollector<Int, Int>(limit: 10)
        let first = Task { await collector.add(1) { await desk.handle($0) } }
        await desk.begun()
        let second = Task { await collector.add(2) { await desk.handle($0) } }
        first.cancel()
        await desk.open()
        #expect(await first.value == 10)
        #expect(await second.value == 20)
    }
}
