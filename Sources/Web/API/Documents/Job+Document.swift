import Domain
import Services

extension Job {
    /// The job as the API shows it.
    var document: JSONValue { .object(members) }

    fileprivate var members: [String: JSONValue] {
        [
            "id": JSONValue(id), "kind": JSONValue(choice: kind), "state": JSONValue(choice: state),
            "priority": JSONValue(priority.word), "retention": JSONValue(choice: retention),
            "is_repeatable": JSONValue(isRepeatable), "device_id": JSONValue(nullable: deviceID),
            "change_id": JSONValue(nullable: changeID), "parent_id": JSONValue(nullable: parentID),
            "replay_of": JSONValue(nullable: replayOf), "worker_id": JSONValue(nullable: workerID),
            "requested_by": JSONValue(nullable: requestedBy), "attempt": JSONValue(attempt),
            "max_attempts": JSONValue(maxAttempts), "keys": JSONValue(texts: keys.map(\.description)),
            "waiting_for": JSONValue(nullable: waitingFor?.description),
            "waiting_since": JSONValue(nullable: waitingFor == nil ? nil : waitingSince),
            "progress": JSONValue(progress), "result": result, "created_at": JSONValue(createdAt),
            "scheduled_at": JSONValue(scheduledAt), "started_at": JSONValue(nullable: startedAt),
            "finished_at": JSONValue(nullable: finishedAt),
            "cancel_requested_at": JSONValue(nullable: cancelRequestedAt),
            "failures": .array(failures.map(\.document)),
        ]
    }

    /// The answer to a request that a worker carries out.
    static func reference(_ id: Job.ID) -> JSONValue { .object(["job_id": JSONValue(id)]) }
}

extension JobDetail {
    /// The job as the API shows it alone.
    var document: JSONValue {
        var members = job.members
        members["delay"] = delay?.document(names: keyNames, prerequisites: prerequisites) ?? .null
        members["children"] = children?.document ?? .null
        members["replayed_by"] = JSONValue(nullable: replayedBy)
        return .object(members)
    }
}

extension JobFailure {
    fileprivate var document: JSONValue {
        .object(["at": JSONValue(at), "attempt": JSONValue(attempt), "message": JSONValue(message)])
    }
}

extension JobTally {
    fileprivate var document: JSONValue {
        .object([
            "total": JSONValue(total), "under_way": JSONValue(underWay), "succeeded": JSONValue(succeeded),
            "failed": JSONValue(failed), "cancelled": JSONValue(cancelled), "interrupted": JSONValue(interrupted),
        ])
    }
}

extension JobDelay {
    /// Why the job has not been started; every member is always there.
    fileprivate func document(names: [JobKey: String], prerequisites: [Job.ID]) -> JSONValue {
        var members: [String: JSONValue] = [
            "reason": JSONValue(word), "since": .null, "until": .null, "key": .null, "key_name": .null,
            "position": .null, "line_length": .null, "holders": .array([]), "jobs": .array([]),
        ]
        switch self {
        case .jobs: members["jobs"] = .array(prerequisites.map { JSONValue($0) })
        case .until(let date): members["until"] = JSONValue(date)
        case .paused(let pause): members["since"] = JSONValue(pause.since)
        case .key(let wait):
            members["since"] = JSONValue(wait.since)
            members["until"] = JSONValue(nullable: wait.nextStartAt)
            members["key"] = JSONValue(wait.key.description)
            members["key_name"] = JSONValue(names[wait.key] ?? wait.key.name)
            members["position"] = JSONValue(wait.position)
            members["line_length"] = JSONValue(wait.lineLength)
            members["holders"] = .array(wait.holders.map { JSONValue($0) })
        case .noWorker, .turn: break
        }
        return .object(members)
    }
}

extension Event {
    /// The event as the API shows it.
    var document: JSONValue {
        .object([
            "id": JSONValue(id), "kind": JSONValue(kind), "subject": JSONValue(subject), "text": JSONValue(text),
            "at": JSONValue(at),
        ])
    }
}
