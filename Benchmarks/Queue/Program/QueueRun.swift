import Domain
import Foundation
import Glibc
import JobRunner
import Logging
import Persistence
import ServiceLifecycle

/// The measurements, each with a worker of its own.
struct QueueRun: Sendable {
    static let kind = JobKind("bench_no_op")
    static let rules = JobRules(maxAttempts: 3, isRepeatable: true)

    let database: Database

    func all() async throws {
        try await batch(jobs: 20_000, named: nil)
        try await batch(jobs: 100_000, named: "batch")
        try await oneByOne(jobs: 40_000)
        try await idle(jobs: 200)
    }

    /// Thousands at a time, from the first enqueue to the last end stored.
    private func batch(jobs: Int, named name: String?) async throws {
        try await working { work in
            let measure = Stopwatch()
            for _ in 0..<(jobs / 1000) {
                try await JobRepository(database).enqueue((0..<1000).map { _ in NewJob(Self.kind, rules: Self.rules) })
            }
            try await work.wait(for: jobs)
            try await emptied()
            if let name { measure.report(name, jobs: jobs) }
        }
    }

    /// A call for each job from 64 tasks, from the first enqueue to the last end stored.
    private func oneByOne(jobs: Int) async throws {
        let tasks = 64
        try await working { work in
            let measure = Stopwatch()
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<tasks {
                    group.addTask {
                        for _ in 0..<(jobs / tasks) {
                            try await JobRepository(database).enqueue(NewJob(Self.kind, rules: Self.rules))
                        }
                    }
                }
                try await group.waitForAll()
            }
            try await work.wait(for: jobs / tasks * tasks)
            try await emptied()
            measure.report("one_by_one", jobs: jobs / tasks * tasks)
        }
    }

    /// Single jobs with pauses between them: from the call of enqueue to the start of the job.
    private func idle(jobs: Int) async throws {
        try await working { work in
            var waited: [Double] = []
            for number in 1...jobs {
                try await Task.sleep(for: .milliseconds(20))
                let began = ContinuousClock.now
                try await JobRepository(database).enqueue(NewJob(Self.kind, rules: Self.rules))
                try await work.wait(for: number)
                guard let started = work.lastStart else { continue }
                waited.append((started - began) / .milliseconds(1))
            }
            waited.sort()
            emit(
                "{\"name\": \"idle\", \"p50_ms\": \(rounded(waited[waited.count / 2])), "
                    + "\"p99_ms\": \(rounded(waited[waited.count * 99 / 100]))}")
        }
    }

    /// Enqueues in batches and works for so long; prints the rate of each half minute.
    func sustained(seconds: Int) async throws {
        try await working { work in
            let began = ContinuousClock.now
            var counted = 0
            var mark = 30
            var enqueued = 0
            while mark <= seconds {
                // A backlog of a few thousand, as a busy system has it.
                while enqueued - work.count < 5000 {
                    try await JobRepository(database).enqueue(
                        (0..<1000).map { _ in NewJob(Self.kind, rules: Self.rules) })
                    enqueued += 1000
                }
                try await work.wait(for: enqueued - 4000)
                if ContinuousClock.now - began >= .seconds(mark) {
                    let done = work.count
                    emit(
                        "{\"name\": \"sustained\", \"at_seconds\": \(mark), "
                            + "\"jobs_per_second\": \(Double(done - counted) / 30)}")
                    counted = done
                    mark += 30
                }
            }
            try await work.wait(for: enqueued)
            try await emptied()
        }
    }

    /// Runs a worker around the measurement.
    private func working(_ body: (NoOpWork) async throws -> Void) async throws {
        let work = NoOpWork()
        var logger = Logger(label: "queue-benchmark")
        logger.logLevel = .error
        let worker = Worker(
            database: database, handlers: work,
            options: WorkerOptions(concurrency: 400, drainSeconds: 5, version: "bench"), logger: logger)
        let group = ServiceGroup(services: [worker], logger: logger)
        async let running: Void = group.run()
        try await work.hasBegun(database)
        try await body(work)
        // Signed off, as a worker that stops does: one that died would be rung for until it is given up.
        await group.triggerGracefulShutdown()
        try await running
    }

    private func emptied() async throws {
        while try await JobRepository(database).list(JobFilter(states: [.queued, .running])).total > 0 {
            try await Task.sleep(for: .milliseconds(2))
        }
    }
}

func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }

/// Prints a line at once: it is read while the next is measured.
func emit(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
}
