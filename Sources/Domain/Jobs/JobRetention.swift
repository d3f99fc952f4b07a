/// How long a job stays on record after its end; the times are rows of `retention_rule`.
public enum JobRetention: String, Sendable, Hashable, Codable, CaseIterable {
    /// Some days: readings that are soon out of date.
    case brief
    /// Some months.
    case normal
    /// Some years: what changed the network.
    case record
}
