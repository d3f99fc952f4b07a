import Domain
import Foundation

extension Job {
    /// A running job.
    static func sample(
        _ id: ID = ID(), due: Date = Date(timeIntervalSince1970: 1_800_000_000), priority: JobPriority = .normal,
        token: Int = 1
    ) -> Job {
        Job(
            id: id, kind: .planChange, priority: priority, retention: .normal, isRepeatable: true,
            arguments: .object([:]), state: .running, attempt: 1, maxAttempts: 3, deviceID: nil, changeID: nil,
            requestedBy: nil, createdAt: due, scheduledAt: due, startedAt: due, finishedAt: nil, cancelRequestedAt: nil,
            workerID: WorkerID(), parentID: nil, replayOf: nil, keys: [], waitingFor: nil, waitingSince: nil,
            prerequisitesLeft: 0, fencingToken: token, progress: "", result: .null, failures: [])
    }
}
