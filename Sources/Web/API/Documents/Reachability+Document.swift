import Domain
import Services

extension ReachabilityReport {
    /// What is known, as the API shows it.
    var document: JSONValue {
        .object([
            "state": JSONValue(choice: state), "since": JSONValue(nullable: state == .unknown ? nil : known?.since),
            "settled": JSONValue(choice: known?.settled ?? .unknown),
            "failure_count": JSONValue(known?.failureCount ?? 0), "success_count": JSONValue(known?.successCount ?? 0),
            "penalty": .number(known?.penalty ?? 0), "checked_at": JSONValue(nullable: known?.checkedAt),
            "last_failure": JSONValue(known?.lastFailure ?? ""), "last_attempt": attempt,
            "availability": .object(["day": day.document, "week": week.document]),
        ])
    }

    private var attempt: JSONValue {
        guard let known, let stages = known.lastStages else { return .null }
        return .object([
            "at": JSONValue(nullable: known.stagesAt),
            "stages": .array(
                stages.passed.map {
                    .object(["stage": JSONValue(choice: $0.stage), "milliseconds": .number($0.milliseconds)])
                }), "ended_in": stages.endedIn.map { JSONValue(choice: $0) } ?? .null,
        ])
    }
}

extension Availability {
    /// The share, or null while it is not known.
    fileprivate var document: JSONValue { share.map { .number($0) } ?? .null }
}

extension ReachabilityTransition {
    /// The change as the API shows it.
    var document: JSONValue {
        .object([
            "id": JSONValue(id), "at": JSONValue(at), "from": JSONValue(choice: from), "to": JSONValue(choice: to),
            "sentence": JSONValue(sentence), "was_damped": JSONValue(wasDamped),
        ])
    }
}
