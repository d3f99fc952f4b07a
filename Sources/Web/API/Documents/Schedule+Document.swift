import Domain
import Services

extension ScheduleSummary {
    /// The schedule as the API shows it, with its next and its newest run.
    var document: JSONValue {
        let terms = schedule.terms
        var members = terms.members
        members["id"] = JSONValue(schedule.id)
        members["words"] = JSONValue(terms.timetable.words)
        members["is_enabled"] = JSONValue(schedule.isEnabled)
        members["next_run_at"] = JSONValue(nullable: nextRunAt)
        members["latest_run"] = latest?.document ?? .null
        members["created_at"] = JSONValue(schedule.createdAt)
        members["updated_at"] = JSONValue(schedule.updatedAt)
        members["updated_by"] = JSONValue(nullable: schedule.updatedBy)
        return .object(members)
    }
}

extension ScheduleTerms {
    /// The terms as the body of a schedule has them.
    fileprivate var members: [String: JSONValue] {
        var members: [String: JSONValue] = [
            "name": JSONValue(name), "action": JSONValue(choice: action),
            "selection": JSONValue(choice: selection.kind), "device_ids": .array([]), "tags": .array([]),
            "timing": JSONValue(choice: timetable.timing.kind), "cron": .null, "interval_minutes": .null,
            "starts_at": .null, "zone": JSONValue(timetable.zone),
            "windows": JSONValue(texts: rules.windows.map(\.description)),
            "blackouts": JSONValue(texts: rules.blackouts.map(\.description)),
            "misfire": JSONValue(choice: rules.misfire), "grace_minutes": JSONValue(rules.graceMinutes),
            "overlap": JSONValue(choice: overlap),
        ]
        switch selection {
        case .devices(let ids): members["device_ids"] = .array(ids.map { JSONValue($0) })
        case .tags(let tags): members["tags"] = JSONValue(texts: tags.map(\.text))
        case .all: break
        }
        switch timetable.timing {
        case .cron(let expression): members["cron"] = JSONValue(expression.text)
        case .interval(let minutes, let start):
            members["interval_minutes"] = JSONValue(minutes)
            members["starts_at"] = JSONValue(start)
        case .once(let wall): members["starts_at"] = JSONValue(wall)
        }
        return members
    }
}

extension ScheduleSummary.RunSummary {
    /// The run as the API shows it.
    var document: JSONValue {
        .object([
            "id": JSONValue(run.id), "schedule_id": JSONValue(run.scheduleID), "due_at": JSONValue(run.dueAt),
            "first_due_at": JSONValue(run.firstDueAt), "occurrences": JSONValue(run.occurrences),
            "decided_at": JSONValue(run.decidedAt), "has_run": JSONValue(run.reason.hasRun),
            "reason": JSONValue(choice: run.reason), "sentence": JSONValue(run.sentence),
            "requested_by": JSONValue(nullable: run.requestedBy), "left_out": JSONValue(run.leftOut),
            "job_ids": .array(run.jobIDs.map { JSONValue($0) }), "unfinished": JSONValue(tally.unfinished),
            "succeeded": JSONValue(tally.succeeded), "failed": JSONValue(tally.failed),
        ])
    }
}

extension ScheduleAgenda.Entry {
    /// A due time to come as the API shows it.
    func document(zone: ZoneName) -> JSONValue {
        let row = SchedulePages.Preview.Row(self, zone: zone)
        let runs: JSONValue =
            switch verdict {
            case .onTime: JSONValue(due.instant)
            case .late(let moment, _): JSONValue(moment)
            case .skipped: .null
            }
        return .object([
            "due_at": JSONValue(due.instant), "local": JSONValue(zone.wall(at: due.instant)),
            "offset_minutes": JSONValue(zone.offset(at: due.instant) / 60), "runs_at": runs,
            "notes": JSONValue(texts: row.notes),
        ])
    }
}
