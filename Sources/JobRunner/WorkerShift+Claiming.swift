import Domain
import Logging
import Persistence

extension WorkerShift {
    /// Claims as many jobs as there is room for, as soon as there is room and work.
    func claimLoop() async {
        var cursor = ClaimCursor()
        var recent = RecentDevices()
        // After a full claim the database thinks us busy and rings for nobody: look again soon a few times.
        var looksAgain = 0
        while !bell.isClosed, !Task.isCancelled {
            let free = options.concurrency - running.working
            guard free > 0, running.storing <= 4 * options.concurrency else {
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
            if isClaimed { cursor.end(claimed, took: .now - began) }
            for job in claimed { start(job) }
            recent.note(claimed.compactMap(\.deviceID), at: began)
            if claimed.count == free {
                looksAgain = 3
            } else if claimed.isEmpty, floors.isEmpty || !isClaimed {
                looksAgain = max(0, looksAgain - 1)
                await sleep(looksAgain)
            }
        }
    }

    private func sleep(_ looksAgain: Int) async {
        if looksAgain > 0 { return await bell.wait(seconds: looksAgain == 1 ? 0.1 : 0.01) }
        var seconds = Double(options.pollSeconds)
        await attempt("ask for the next job") {
            if let due = try await JobRepository(self.database).secondsUntilNextDue(kinds: self.handlers.kinds) {
                seconds = min(seconds, max(0.01, due))
            }
        }
        await bell.wait(seconds: seconds)
    }

    private func start(_ job: Job) {
        running.start(job) {
            await JobExecution(shift: self, job: job).run()
            self.bell.ring()
        }
    }
}
