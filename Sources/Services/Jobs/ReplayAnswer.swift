public import Domain

/// What became of the wish to do a job again: a new job, or why there is none.
public struct ReplayAnswer: Sendable {
    /// The job that was given up.
    public let id: Job.ID
    public let job: Job?
    public let problem: Problem?
}

extension JobService {
    /// Does several jobs again, each by itself; one that cannot be is no hindrance for the others.
    public func replay(_ ids: [Job.ID], by actor: Actor) async throws -> [ReplayAnswer] {
        try actor.require(.readDevices)
        var answers: [ReplayAnswer] = []
        for id in ids {
            do {
                answers.append(ReplayAnswer(id: id, job: try await replay(id, by: actor), problem: nil))
            } catch let problem as Problem where problem.kind != .unavailable && problem.kind != .failed {
                answers.append(ReplayAnswer(id: id, job: nil, problem: problem))
            }
        }
        return answers
    }
}
