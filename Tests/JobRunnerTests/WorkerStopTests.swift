import Domain
import JobRunner
import Persistence
import Postgres
import ServiceLifecycle
import Testing

@Suite(.timeLimit(.minutes(5))) struct WorkerStopTests {
    private static let forEver = Duration.seconds(3600)

    @Test func `a shutdown lets running jobs end, starts no others, and signs off`() async throws {
        try await Bench.with { bench in
            let id = try await bench.enqueue()
            var next: Job.ID?
            try await bench.work(WorkerOptions(concurrency: 1)) { _ in
                // Heard after the worker has heard it: with the slot free any earlier, it would rightly claim the next.
                try await gracefulShutdown()
                return .done(.null)
            } while: { _ in
                await bench.happenings.wait(for: "began 1")
                next = try await bench.enqueue()
            }
            #expect(try await bench.jobs.find(id)?.state == .succeeded)
            #expect(try await bench.jobs.find(try #require(next))?.state == .queued)
            #expect(try await bench.livingWorker().stoppedAt != nil)
        }
    }

    @Test func `what does not end in time goes back in line if it may be repeated, else it is interrupted`()
        async throws
    {
        try await Bench.with { bench in
            let repeatable = try await bench.enqueue()
            let other = try await bench.enqueue(.backUpDevice, JobRules())
            try await bench.work(WorkerOptions(heartbeat: .milliseconds(100), drainSeconds: 0)) { job in
                bench.happenings.note("at work: \(job.kind.rawValue)")
                try await Task.sleep(for: Self.forEver)
                return .done(.null)
            } while: { _ in
                await bench.happenings.wait(for: "at work: plan_change")
                await bench.happenings.wait(for: "at work: back_up_device")
            }
            let again = try #require(try await bench.jobs.find(repeatable))
            #expect(again.state == .queued && again.failures.count == 1)
            #expect(try await bench.jobs.find(other)?.state == .interrupted)
            // The next worker says it, unless this one still had a turn of its housekeeping: it is said once.
            let concluded = "concluded: Its worker had to stop while it ran this."
            try await bench.work(WorkerOptions(heartbeat: .milliseconds(100)), kinds: [.backUpDevice]) { _ in
                .done(.null)
            } while: { _ in
                await bench.happenings.wait(for: concluded)
            }
            #expect(bench.happenings.list.filter { $0.hasPrefix("concluded") } == [concluded])
        }
    }

    @Test func `a worker that is wanted drained ends by itself`() async throws {
        try await Bench.with { bench in
            let id = try await bench.enqueue()
            try await bench.work { _ in
                await bench.happenings.wait(for: "go on")
                return .done(.null)
            } while: { _ in
                await bench.happenings.wait(for: "began 1")
                let worker = try await bench.livingWorker()
                #expect(try await bench.workers.want(.drain, of: worker.id))
                bench.happenings.note("go on")
                #expect(try await bench.job(id).state == .succeeded)
            }
            #expect(try await bench.livingWorker().stoppedAt != nil)
        }
    }

    @Test func `a paused worker starts nothing until it may again`() async throws {
        try await Bench.with { bench in
            let first = try await bench.enqueue()
            try await bench.work { _ in
                .done(.null)
            } while: { _ in
                _ = try await bench.job(first)
                let worker = try await bench.livingWorker()
                #expect(try await bench.workers.want(.pause, of: worker.id))
                let second = try await bench.enqueue()
                #expect(try await bench.jobs.claim(workerID: worker.id, kinds: [.planChange], limit: 1).isEmpty)
                bench.happenings.note("resumed")
                #expect(try await bench.workers.want(.run, of: worker.id))
                _ = try await bench.job(second)
            }
            #expect(bench.happenings.list == ["began 1", "ended 1", "resumed", "began 1", "ended 1"])
        }
    }

    @Test func `a worker that was given up stops its jobs, begins anew, and its late result is refused`() async throws {
        try await Bench.with { bench in
            let id = try await bench.enqueue()
            try await bench.work { job in
                guard job.attempt == 1 else { return .done(.string("in time")) }
                // It hears that it has to stop, and says that it is done all the same.
                do { try await Task.sleep(for: Self.forEver) } catch { bench.happenings.note("heard") }
                // Before its job is another's, its result would be as good as any.
                await bench.happenings.wait(for: "rescued")
                return .done(.string("late"))
            } while: { _ in
                await bench.happenings.wait(for: "began 1")
                let loser = try await bench.livingWorker().id
                while let beat = try await bench.workers.heartbeats()[loser] {
                    if try await bench.workers.giveUp(loser, at: beat) { break }
                }
                #expect(try await bench.jobs.rescue(from: loser).map(\.id) == [id])
                bench.happenings.note("rescued")
                await bench.happenings.wait(for: "heard")
                let job = try await bench.job(id)
                #expect(job.state == .succeeded && job.result == .string("in time") && job.workerID != loser)
            }
        }
    }

    @Test func `a worker whose heartbeat cannot be stored stops its jobs before others may take them`() async throws {
        try await Bench.with { bench in
            let id = try await bench.enqueue()
            let options = WorkerOptions(lease: .seconds(2), heartbeat: .milliseconds(100))
            try await bench.work(options) { job in
                guard job.attempt == 1 else { return .done(.null) }
                try await Task.sleep(for: Self.forEver)
                return .done(.null)
            } while: { _ in
                await bench.happenings.wait(for: "began 1")
                // Its heartbeat hangs behind this lock, and is not answered.
                try await bench.pool.transaction { transaction in
                    try await transaction.execute("SELECT id FROM worker FOR UPDATE")
                    await bench.happenings.wait(for: "stopped 1")
                }
                #expect(try await bench.job(id).state == .succeeded)
            }
        }
    }

    /// It waited for ever, and the program had to be killed.
    @Test func `a job that does not hear holds up no stop, and whoever takes it over says so`() async throws {
        try await Bench.with { bench in
            let id = try await bench.enqueue(.backUpDevice, JobRules())
            try await bench.work(WorkerOptions(heartbeat: .milliseconds(100), drainSeconds: 0, stopSeconds: 0)) { _ in
                await bench.happenings.wait(for: "the worker is gone")
                return .done(.null)
            } while: { _ in
                await bench.happenings.wait(for: "began 1")
            }
            #expect(try await bench.jobs.find(id)?.state == .running)
            bench.happenings.note("the worker is gone")
            try await bench.work(WorkerOptions(heartbeat: .milliseconds(100))) { _ in
                .done(.null)
            } while: { _ in
                let ended = try await bench.job(id)
                #expect(ended.state.isFinal)
            }
        }
    }
}
