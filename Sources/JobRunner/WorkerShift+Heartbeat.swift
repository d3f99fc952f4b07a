import Domain
import Logging
import Persistence
import Synchronization

extension WorkerShift {
    /// Writes the heartbeat and hears what is wanted; nothing else that could hold it up.
    func keepAlive() async {
        while !Task.isCancelled {
            let began = ContinuousClock.now
            var isAlive: Bool?
            await attempt("write the heartbeat") { isAlive = try await beat(sentAt: began) }
            if isAlive == false { return giveUp() }
            await pulse.wait(seconds: options.heartbeat / .seconds(1))
        }
    }

    /// Watches the other workers, takes over from those that died, and looks for what got lost, as often as the heart beats.
    func lookAround() async {
        var watch = PeerWatch(limit: options.lease)
        var suspects: [JobClaim: ContinuousClock.Instant] = [:]
        while !Task.isCancelled {
            await attempt("look for lost claims") { try await takeBackUnknown(&suspects) }
            await lookAfterOthers(&watch)
            await sayEnds()
            // Cancelled at the end of the shift; the loop's condition sees it.
            try? await Task.sleep(for: options.heartbeat)
        }
    }

    /// Stops the jobs when no heartbeat could be stored for so long that others may take them over.
    ///
    /// Apart from the heartbeat, which hangs when the network swallows what it sends.
    func watchLease() async {
        while !Task.isCancelled {
            let end = lastBeat.withLock { $0 } + options.selfGivenUp
            if ContinuousClock.now >= end {
                running.cancelAll { !self.handlers.isFencedByItself($0) }
            }
            // Cancelled at the end of the shift; the loop's condition sees it.
            try? await Task.sleep(until: max(end, .now + options.heartbeat), clock: .continuous)
        }
    }

    /// `false` when this worker was given up.
    private func beat(sentAt began: ContinuousClock.Instant) async throws -> Bool {
        guard
            let wanted = try await WorkerRepository(database).heartbeat(
                id, running: running.ids.count, finished: running.finished)
        else { return false }
        lastBeat.withLock { $0 = began }
        for job in wanted.stop { running.cancel(job) }
        isPaused.store(wanted.wish == .pause, ordering: .relaxed)
        switch wanted.wish {
        case .run: bell.ring()
        case .pause: break
        case .drain:
            logger.notice("this worker is wanted drained: it ends its jobs and stops")
            bell.close()
        }
        return true
    }

    /// Gives back the claims whose answer was lost: those that stay unknown for longer than an answer can take.
    private func takeBackUnknown(_ suspects: inout [JobClaim: ContinuousClock.Instant]) async throws {
        let now = ContinuousClock.now
        guard let doubt = claimsInDoubt.withLock({ $0 }), now < doubt || !suspects.isEmpty else { return }
        let patience = min(.seconds(10), options.lease)
        let unknown = running.unknown(try await JobRepository(database).claims(of: id))
        suspects = Dictionary(uniqueKeysWithValues: unknown.map { ($0, suspects[$0] ?? now) })
        let lost = running.disown(suspects.filter { now - $0.value >= patience }.map(\.key))
        report(try await JobRepository(database).rescueUnknown(of: id, lost.map(\.id)))
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
                report(try await JobRepository(database).rescue(from: loser))
            }
        }
    }

    private func report(_ rescued: [Job]) {
        for job in rescued {
            logger.warning("took over a job", metadata: ["job": "\(job.id)", "state": "\(job.state.rawValue)"])
        }
    }

    /// Says elsewhere which jobs ended without a worker that could say it: at least once, whoever dies in between.
    private func sayEnds() async {
        await attempt("say which jobs ended") {
            for job in try await JobRepository(database).unsaid(kinds: handlers.kinds) {
                do {
                    try await handlers.conclude(job, job.sentenceOfEnd)
                } catch let problem as Problem where problem.kind == .unavailable {
                    continue
                } catch {
                    logger.error(
                        "could not conclude a job",
                        metadata: ["job": "\(job.id)", "error": "\(String(reflecting: error))"])
                }
                try await JobRepository(database).noteSaid([job.id])
            }
        }
    }
}

extension Job {
    /// Why it ended as it did.
    fileprivate var sentenceOfEnd: String {
        if let message = failures.last?.message { return message }
        return progress.isEmpty ? "It ended without success." : progress
    }
}
