import Domain

/// The documents of the API by name.
enum APISchemas {
    typealias S = JSONSchema

    /// What `components/schemas` holds and ``JSONSchema/named(_:)`` refers to.
    static let all: [String: JSONSchema] = [
        "Problem": problem, "UserReference": userReference, "User": user, "Me": me, "Token": token,
        "AuditEntry": auditEntry, "Device": device, "DeviceSSH": deviceSSH, "Facts": facts, "HostKey": hostKey,
        "SNMP": snmp, "Platform": platform,
        "Reachability": reachability, "ReachabilityTransition": reachabilityTransition,
        "Configuration": configuration, "CredentialSet": credentialSet, "TemplateSet": templateSet,
        "Variable": variable, "Preview": preview, "Stack": stack, "ChangeSource": changeSource, "Change": change,
        "ChangeDetail": changeDetail, "Target": target, "Approval": approval, "Difference": difference, "Check": check,
        "Breaker": breaker, "Lockout": lockout,
        "BackupRequest": backupRequest, "Blame": blame, "Drift": drift, "SearchHit": searchHit,
        "SearchAnswer": searchAnswer, "Snapshot": snapshot, "Archive": archive, "Retention": retention,
        "Backup": backup, "Job": job, "JobReference": jobReference, "JobDetail": jobDetail, "JobEvent": jobEvent,
        "ReplayAnswer": replayAnswer, "Worker": worker, "WorkerDetail": workerDetail, "DeviceLease": deviceLease,
        "Queue": queue, "KeyLimit": keyLimit, "KeyClass": keyClass, "Key": key,
        "Schedule": schedule, "ScheduleRun": scheduleRun, "ScheduleOccurrence": scheduleOccurrence,
    ]

    private static let problem = S.object([
        S.member("type", .string()), S.member("title", .string()), S.member("status", .integer()),
        S.member("detail", .string(), "What is wrong and what to do."),
        S.member("code", .string(), "For scripts; never changes."), S.member("request_id", .string()),
        S.member(
            "fields",
            .array(
                .object([
                    S.member("name", .string(), "Where in the body or the query."), S.member("sentence", .string()),
                ])), "What is wrong with single members."),
    ])
}
