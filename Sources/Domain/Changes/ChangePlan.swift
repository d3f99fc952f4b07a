import Foundation

/// The canonical bytes of a plan; their SHA-256 is the digest that approvals bind.
///
/// Encoding: each field is its length in bytes as decimal digits, a colon, the UTF-8 bytes and a line feed
/// (a netstring per field), so that no two plans share an encoding. The order is fixed: version, change id, revision,
/// risk, policy, number of targets, then for each target by position: device id, platform, base hash, predicted hash,
/// safety net, expectation, number of commands, each command, number of inverse lines, each inverse line.
public enum ChangePlan {
    /// The bytes for the plan of `change` made of `targets`; targets are taken in the order of their positions.
    public static func canonicalBytes(
        changeID: Change.ID, revision: Int, risk: RiskClass, policy: String, targets: [ChangeTarget]
    ) -> [UInt8] {
        var bytes: [UInt8] = []
        func add(_ field: String) {
            bytes += Array("\(field.utf8.count):".utf8) + Array(field.utf8) + [0x0A]
        }
        add("netstacks-plan-1")
        add(changeID.description)
        add(String(revision))
        add(risk.rawValue)
        add(policy)
        add(String(targets.count))
        for target in targets.sorted(by: { $0.position < $1.position }) {
            add(target.deviceID.description)
            add(target.platform.text)
            add(target.base.text)
            add(target.predicted.text)
            add(target.safetyNet.rawValue)
            add(target.expectation)
            add(String(target.commands.count))
            target.commands.forEach(add)
            add(String(target.inverse.count))
            target.inverse.forEach(add)
        }
        return bytes
    }
}
