import Domain
import Logging
import Persistence
import Synchronization

extension WorkerShift {
    /// Writes the heartbeat, hears what is wanted, watches the other workers, and takes over from those that died.
    func keepAlive() async {
        var watch = PeerWatch(limit: options.lease)
        var lastBeat = ContinuousClock.now
        while !Task.isCancelled {
            let began = ContinuousClock.now
            var isAlive: Bool?
            await attempt("write the heartbeat") { isAlive = try await beat() }
            // Dated by when it was sent: that is what others may have seen of it.
            if isAlive == true { lastBeat = began }
            if isAlive == false { return giveUp() }
            if ContinuousClock.now - lastBeat >= options.selfGivenUp {
                // Nobody may have taken over yet, but from now on somebody may.
                running.cancelAll { !self.handlers.isFencedByItself($0) }
            }
            if isAlive == true { await lookAfterOthers(&watch) }
            await pulse.wait(seconds: options.heartbeat / .seconds(1))
        }
    }

    /// `false` when this worker was given up.
    private func beat() async throws -> Bool {
        let ids = running.ids
        guard
            let wish = try await WorkerRepository(database).heartbeat(
                id, running: ids.count, finished: running.finished)
        else { return false }
        for job in try await JobRepository(database).wantedStopped(of: id) { running.cancel(job) }
        try await conclude(try await JobRepository(database).rescueUnknown(of: id, running: ids))
        switch wish {
        case .run: bell.ring()
        case .pause: break
        case .drain:
            logger.notice("this worker is wanted drained: it ends its jobs and stops")
            bell.close()
        }
        return true
    }

    /// Others have given this worker up: its jobs are theirs.
    private func giveUp() {
        isGivenUp.store(true, ordering: .relaxed)
        endings.close()
        running.cancelAll()
        bell.close()
    }

    private func lookAfterOthers(_ watch: inout PeerWatch) async {
        var silent: [(id: WorkerID, beat: Int)] = []
        await attempt("look after other workers") {
            let beats = try await WorkerRepository(database).heartbeats()
            silent = watch.observe(beats, at: .now).filter { $0.id != id }
            for (loser, beat) in silent where try await WorkerRepository(database).giveUp(loser, at: beat) {
                logger.warning("gave up a worker that is silent", metadata: ["silent": "\(loser)"])
            }
            // Also those of a worker that was given up by somebody who died in the middle of it.
            for loser in try await WorkerRepository(database).withLeftovers() {
                try await conclude(try await JobRepository(database).rescue(from: loser))
            }
        }
    }

    private func conclude(_ rescued: [Job]) async throws {
        for job in rescued {
            logger.warning("took over a job", metadata: ["job": "\(job.id)", "state": "\(job.state.rawValue)"])
            if job.state.isFinal {
                try await handlers.conclude(job, job.failures.last?.message ?? "Its worker died.")
            }
        }
    }
}
