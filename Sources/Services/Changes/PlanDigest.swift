import Domain
import Secrets

/// The digest of a plan: SHA-256 over its canonical bytes, hexadecimal.
enum PlanDigest {
    static func hex(_ change: Change, targets: [ChangeTarget]) throws -> String {
        hex(id: change.id, revision: change.revision, risk: change.risk, policy: change.policy, targets: targets)
    }

    static func hex(id: Change.ID, revision: Int, risk: RiskClass, policy: String, targets: [ChangeTarget]) -> String {
        SHA256.hex(
            ChangePlan.canonicalBytes(changeID: id, revision: revision, risk: risk, policy: policy, targets: targets))
    }
}
