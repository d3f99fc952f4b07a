import Logging
import Persistence

extension WorkerShift {
    /// What has to be done now and then by anybody: partitions made and dropped, the queue swept.
    func keepHouse() async {
        var nextPartitions = ContinuousClock.now
        while !Task.isCancelled {
            if ContinuousClock.now >= nextPartitions {
                let isKept = await attempt("keep the partitions") {
                    try await RetentionRepository(self.database).keepPartitions()
                }
                nextPartitions = .now + (isKept ? .seconds(3600) : .seconds(60))
            }
            await attempt("sweep the queue") {
                let orphans = try await JobRepository(self.database).sweep()
                if orphans > 0 {
                    self.logger.warning("freed keys of jobs that do not run", metadata: ["keys": "\(orphans)"])
                }
            }
            await attempt("settle workers that ended") { try await WorkerRepository(self.database).settle() }
            // Cancelled at the end of the shift; the loop's condition sees it.
            try? await Task.sleep(for: .seconds(15))
        }
    }
}
