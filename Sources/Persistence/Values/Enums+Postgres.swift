public import Domain
public import Postgres

// Stored as their raw values; the CHECK constraints list the same words.
extension AccessProtocol: PostgresEncodable, PostgresDecodable {}
extension FactProtocol: PostgresEncodable, PostgresDecodable {}
extension ServiceIdentity.Service: PostgresEncodable, PostgresDecodable {}
extension Reachability.State: PostgresEncodable, PostgresDecodable {}
extension Role: PostgresEncodable, PostgresDecodable {}
extension DeviceSSH.Engine: PostgresEncodable, PostgresDecodable {}
extension DeviceSSH.Reason: PostgresEncodable, PostgresDecodable {}
extension RiskClass: PostgresEncodable, PostgresDecodable {}
extension SafetyNet: PostgresEncodable, PostgresDecodable {}
extension ChangeState: PostgresEncodable, PostgresDecodable {}
extension ChangeDevice.PlanningState: PostgresEncodable, PostgresDecodable {}
extension TargetState: PostgresEncodable, PostgresDecodable {}
extension TranscriptEntry.Kind: PostgresEncodable, PostgresDecodable {}
extension Approval.Decision: PostgresEncodable, PostgresDecodable {}
extension Backup.Cause: PostgresEncodable, PostgresDecodable {}
extension JobKind: PostgresEncodable, PostgresDecodable {}
extension JobState: PostgresEncodable, PostgresDecodable {}
extension JobRetention: PostgresEncodable, PostgresDecodable {}
extension JobPriority: PostgresEncodable, PostgresDecodable {}
extension WorkerProcess.Wish: PostgresEncodable, PostgresDecodable {}

extension JobKey: PostgresEncodable, PostgresDecodable {
    /// The stored form.
    public var postgresValue: PostgresValue { description.postgresValue }

    /// Reads the stored form.
    public init?(postgresText: String) {
        self.init(postgresText)
    }
}

extension EventTopic: PostgresEncodable, PostgresDecodable {
    /// The stored form.
    public var postgresValue: PostgresValue { description.postgresValue }

    /// Reads the stored form.
    public init?(postgresText: String) {
        self.init(postgresText)
    }
}
