/// Deadlines in order; a cancelled one is skipped later, and the heap is rebuilt before such leftovers outnumber the rest.
struct TimerQueue {
    typealias Instant = ContinuousClock.Instant

    private struct Entry {
        let instant: Instant
        let ticket: UInt64
    }

    private var heap: [Entry] = []
    private var live: [UInt64: Instant] = [:]

    /// How many entries the heap holds, cancelled ones included.
    var footprint: Int { heap.count }

    mutating func insert(_ ticket: UInt64, at instant: Instant) {
        live[ticket] = instant
        heap.append(Entry(instant: instant, ticket: ticket))
        siftUp(heap.count - 1)
    }

    mutating func cancel(_ ticket: UInt64) {
        guard live.removeValue(forKey: ticket) != nil else { return }
        if heap.count > 64, heap.count > 2 * live.count { rebuild() }
    }

    /// The earliest deadline that still matters.
    mutating func next() -> Instant? {
        while let first = heap.first, live[first.ticket] == nil { removeFirst() }
        return heap.first?.instant
    }

    /// Takes the earliest ticket whose deadline is not after `now`.
    mutating func popDue(_ now: Instant) -> UInt64? {
        guard let instant = next(), instant <= now else { return nil }
        let ticket = heap[0].ticket
        removeFirst()
        live[ticket] = nil
        return ticket
    }

    private mutating func rebuild() {
        heap = live.map { Entry(instant: $0.value, ticket: $0.key) }.sorted { $0.instant < $1.instant }
    }

    private mutating func removeFirst() {
        heap.swapAt(0, heap.count - 1)
        heap.removeLast()
        siftDown(0)
    }

    private mutating func siftUp(_ start: Int) {
        var child = start
        while child > 0 {
            let parent = (child - 1) / 2
            guard heap[child].instant < heap[parent].instant else { return }
            heap.swapAt(child, parent)
            child = parent
        }
    }

    private mutating func siftDown(_ start: Int) {
        var parent = start
        while true {
            var smallest = parent
            for child in [2 * parent + 1, 2 * parent + 2]
            where child < heap.count && heap[child].instant < heap[smallest].instant {
                smallest = child
            }
            guard smallest != parent else { return }
            heap.swapAt(parent, smallest)
            parent = smallest
        }
    }
}
