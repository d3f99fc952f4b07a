public import Domain

extension Job {
    /// Why a job of backing up was asked for: by a schedule, over the API, or by hand.
    public var backupOrigin: BackupOrigin {
        let schedule = arguments["schedule"]?.stringValue.flatMap { Schedule.ID($0) }
        let cause = arguments["cause"]?.stringValue.flatMap(Backup.Cause.init(rawValue:))
        return BackupOrigin(
            schedule == nil ? cause ?? .manual : .scheduled, requestedBy: requestedBy?.id, scheduleID: schedule,
            jobID: id)
    }
}
