import Domain
import Foundation
import JobRunner
import Persistence
import Postgres
import Testing

@Suite(.timeLimit(.minutes(5))) struct WorkerTests {
    private static let forEver = Duration.seconds(3600)

    @Test func `a job runs, says what it is doing, and ends with its result`() async throws {
        try await Bench.with { bench in
            let id = try await bench.enqueue()
            try await bench.work { job in
                let isNoted = try await bench.jobs.setProgress(job.id, token: job.fencingToken, "Half of it.")
                return .done(.bool(isNoted))
            } while: { _ in
                let job = try await bench.job(id)
                #expect(job.state == .succeeded && job.result == .bool(true) && job.attempt == 1)
            }
            #expect(bench.happenings.list == ["began 1", "ended 1"])
        }
    }

    @Test func `what was not available is tried again later, and each failure is kept`() async throws {
        try await Bench.with { bench in
            let id = try await bench.enqueue()
            try await bench.work { job in
                guard job.attempt == 1 else { return .done(.null) }
                throw Problem(.unavailable, code: "away", "It did not answer.")
            } while: { _ in
                let ended = try await bench.job(id)
                #expect(ended.state == .succeeded && ended.attempt == 2)
                #expect(ended.failures.map(\.message) == ["It did not answer."])
                #expect(ended.scheduledAt > ended.createdAt.addingTimeInterval(0.9))
            }
            #expect(bench.happenings.list == ["began 1", "began 2", "ended 2"])
        }
    }

    @Test func `what cannot be helped by trying again is given up at once, and said elsewhere first`() async throws {
        try await Bench.with { bench in
            let id = try await bench.enqueue()
            try await bench.work { _ in
                throw Problem(.invalid, code: "wrong", "The input is wrong.")
            } while: { _ in
                let job = try await bench.job(id)
                #expect(job.state == .failed && job.failures.map(\.message) == ["The input is wrong."])
            }
            #expect(bench.happenings.list == ["began 1", "concluded: The input is wrong."])
        }
    }

    @Test func `giving up is said elsewhere`() async throws {
        try await Bench.with { bench in
            let id = try await bench.enqueue()
            try await bench.work { _ in
                .gaveUp("It will never work.")
            } while: { _ in
                let job = try await bench.job(id)
                #expect(job.state == .failed)
            }
            #expect(bench.happenings.list == ["began 1", "ended 1", "concluded: It will never work."])
        }
    }

    @Test func `waiting does not count as an attempt`() async throws {
        try await Bench.with { bench in
            let id = try await bench.enqueue(.planChange, JobRules(maxAttempts: 1))
            let hasWaited = Happenings()
            try await bench.work { _ in
                if hasWaited.list.isEmpty {
                    hasWaited.note("waited")
                    return .waiting(seconds: 0, "For the other one.")
                }
                return .done(.null)
            } while: { _ in
                let job = try await bench.job(id)
                #expect(job.state == .succeeded && job.attempt == 1 && job.fencingToken == 2)
            }
        }
    }

    @Test func `a queued job that is cancelled never begins`() async throws {
        try await Bench.with { bench in
            var later = NewJob(.planChange)
            later.scheduledAt = Date(timeIntervalSinceNow: 3600)
            let id = try await bench.jobs.enqueue(later)
            try await bench.work { _ in
                .done(.null)
            } while: { _ in
                let job = try await bench.jobs.requestCancel(id)
                #expect(job?.state == .cancelled)
            }
            #expect(bench.happenings.list.isEmpty)
        }
    }

    @Test func `the cancel of a running job reaches its handler, not only with the next heartbeat`() async throws {
        try await Bench.with { bench in
            let id = try await bench.enqueue()
            // No heartbeat comes while the test lasts.
            try await bench.work(WorkerOptions(lease: .seconds(600), heartbeat: .seconds(300))) { _ in
                try await Task.sleep(for: Self.forEver)
                return .done(.null)
            } while: { _ in
                await bench.happenings.wait(for: "began 1")
                bench.happenings.note("asked")
                _ = try await bench.jobs.requestCancel(id)
                let job = try await bench.job(id)
                #expect(job.state == .cancelled)
            }
            #expect(
                bench.happenings.list == ["began 1", "asked", "stopped 1", "concluded: Stopped on request."])
        }
    }

    @Test func `a cancel that is overtaken by a failure ends the job, and it is said elsewhere`() async throws {
        try await Bench.with { bench in
            let id = try await bench.enqueue()
            try await bench.work { job in
                try await bench.pool.execute("UPDATE job SET cancel_requested_at = now() WHERE id = \(job.id)")
                throw Problem(.unavailable, code: "away", "It did not answer.")
            } while: { _ in
                await bench.happenings.wait(for: "concluded: It did not answer.")
                let job = try await bench.job(id)
                #expect(job.state == .failed)
            }
        }
    }

    @Test func `kinds that it does not know are left to newer programs`() async throws {
        try await Bench.with { bench in
            let newer = try await bench.enqueue(JobKind("brand_new"))
            let known = try await bench.enqueue()
            try await bench.work { _ in
                .done(.null)
            } while: { _ in
                let done = try await bench.job(known)
                let left = try await bench.jobs.find(newer)
                #expect(done.state == .succeeded && left?.state == .queued)
            }
        }
    }
}
