import Domain

/// Tells which other workers have died: those whose heartbeat counter has stood still for too long while we were looking.
///
/// Only our own steady clock counts, so no step of the database's or anybody's clock kills a worker; and only time in which
/// we kept looking counts, so after an outage or a pause of our own everybody gets the whole time again.
struct PeerWatch {
    typealias Instant = ContinuousClock.Instant

    private struct Sight {
        var beat: Int
        var since: Instant
    }

    /// How long a counter may stand still.
    let limit: Duration
    private var sights: [WorkerID: Sight] = [:]
    private var lastLook: Instant?

    init(limit: Duration) {
        self.limit = limit
    }

    /// Notes the counters of all workers; gives back those that stood still too long, with the counter they stand at.
    mutating func observe(_ beats: [WorkerID: Int], at now: Instant) -> [(id: WorkerID, beat: Int)] {
        let hasPaused = lastLook.map { now - $0 > limit / 2 } ?? true
        lastLook = now
        var silent: [(id: WorkerID, beat: Int)] = []
        var next: [WorkerID: Sight] = [:]
        for (id, beat) in beats {
            guard let sight = sights[id], sight.beat == beat, !hasPaused else {
                next[id] = Sight(beat: beat, since: now)
                continue
            }
            next[id] = sight
            if now - sight.since >= limit { silent.append((id, beat)) }
        }
        sights = next
        return silent.sorted { $0.id < $1.id }
    }
}
