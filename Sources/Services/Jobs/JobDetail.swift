public import Domain

/// A job with everything that is known of it.
public struct JobDetail: Sendable {
    public let job: Job
    /// What it works on; `nil` when that is gone.
    public let subject: JobSubject?
    /// Why it has not been started; `nil` unless it is queued.
    public let delay: JobDelay?
    /// The jobs that have the key for which it waits.
    public let holders: [Job]
    /// The jobs that have to end first; at most 20.
    public let prerequisites: [Job.ID]
    /// What people call its keys.
    public let keyNames: [JobKey: String]
    /// How its children stand; `nil` when it has none.
    public let children: JobTally?
    /// The job that does it again.
    public let replayedBy: Job.ID?
    /// Who runs it or ran it last; `nil` when nobody did or that is forgotten.
    public let worker: WorkerProcess?
    /// What happened to it, oldest first; of very many the newest 300.
    public let events: [Event]
    /// Why it cannot be done again; empty when it can.
    public let whyNoReplay: String
}
