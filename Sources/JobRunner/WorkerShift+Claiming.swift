import Domain
import Logging
import Persistence
import Synchronization

extension WorkerShift {
    /// How long jobs that come one by one gather between two claims.
    private static let company = Duration.milliseconds(2)
    /// Seconds until it looks again after a find, the last first: whoever enqueued before may not have committed yet.
    private static let pauses = [0.5, 0.1, 0.01]

    /// Claims as many jobs as there is room for, as soon as there is room and work.
    func claimLoop() async {
        var cursor = ClaimCursor()
        var recent = RecentDevices()
        // Since the last find the database has rung for nobody: look again soon a few times.
        var looksAgain = 0
        while !bell.isClosed, !Task.isCancelled {
            let free = options.concurrency - running.working
            guard free > 0, running.storing <= 4 * options.concurrency, !isPaused.load(ordering: .relaxed) else {
                await bell.wait(seconds: Double(options.pollSeconds))
                continue
            }
            var claimed: [Job] = []
            let began = ContinuousClock.now
            let floors = cursor.begin(at: began)
            let isClaimed = await attempt("claim jobs") {
                claimed = try await JobRepository(self.database).claim(
                    workerID: self.id, kinds: self.handlers.kinds, limit: free, floors: floors,
                    warmDevices: recent.list(at: began))
            }
            if isClaimed { cursor.end(claimed, took: .now - began) } else { doubtClaims() }
            for job in claimed { start(job) }
            recent.note(claimed.compactMap(\.deviceID), at: began)
            if claimed.count == free {
                looksAgain = Self.pauses.count
            } else if !claimed.isEmpty {
                // That was all there was; what comes in meanwhile is claimed together.
                looksAgain = Self.pauses.count
                // Not for long enough to mind a shutdown.
                try? await Task.sleep(for: Self.company)
            } else if floors.isEmpty || !isClaimed {
                await sleep(&looksAgain)
            }
        }
    }

    private func sleep(_ looksAgain: inout Int) async {
        if looksAgain > 0 {
            looksAgain -= 1
            return await bell.wait(seconds: Self.pauses[looksAgain])
        }
        var seconds = Double(options.pollSeconds)
        await attempt("ask for the next job") {
            if let due = try await JobRepository(self.database).secondsUntilNextDue(kinds: self.handlers.kinds) {
                seconds = min(seconds, max(0.01, due))
            }
        }
        await bell.wait(seconds: seconds)
    }

    /// A claim that failed here may have succeeded there, until the longest time that a statement may take is over.
    private func doubtClaims() {
        claimsInDoubt.withLock { $0 = .now + .seconds(120) }
    }

    private func start(_ job: Job) {
        running.start(job) {
            await JobExecution(shift: self, job: job).run()
            self.bell.ring()
        }
    }
}
