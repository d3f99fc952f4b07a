import Domain
import Foundation
import Persistence

/// Starts runs and records what does not run, within the transaction that holds the schedule's row.
struct ScheduleRunWriter {
    /// Jobs that are enqueued in one statement.
    private static let batch = 500

    let db: any Queryable
    let schedule: Schedule
    let now: Date

    /// Enqueues a job for each device that the selection means now, or records why there is none.
    func start(_ run: NewScheduleRun) async throws -> ScheduleRun {
        var run = run
        let runs = ScheduleRunRepository(db)
        if schedule.terms.overlap == .skip, try await runs.hasUnfinishedJobs(schedule.id) {
            run.reason = .overlap
            return try await record(run)
        }
        let devices = try await ScheduleRepository(db).devices(of: schedule.terms.selection)
        let able = schedule.terms.action.signsIn ? devices.filter(\.canSignIn) : devices
        run.leftOut = devices.count - able.count
        if able.isEmpty {
            run.reason = .noDevices
            return try await record(run)
        }
        let kind = schedule.terms.action.jobKind
        var rules = JobRules(of: kind)
        // Nobody waits in front of a page for what a timetable asks for.
        if run.requestedBy == nil { rules.priority = .normal }
        let jobs = able.map { device in
            NewJob(
                kind, arguments: .object(["schedule": .string(schedule.id.description)]), deviceID: device.id,
                requestedBy: run.requestedBy, keys: [.device(device.id)], rules: rules)
        }
        for start in stride(from: 0, to: jobs.count, by: Self.batch) {
            let part = Array(jobs[start..<min(start + Self.batch, jobs.count)])
            run.jobIDs += try await JobRepository(db).enqueue(part)
        }
        return try await record(run)
    }

    /// Records a run as it is.
    func record(_ run: NewScheduleRun) async throws -> ScheduleRun {
        try await ScheduleRunRepository(db).insert(run, decidedAt: now)
    }
}
