import ConfigTree
import Domain

/// Weighs a plan by rule: dangerous commands of each platform, and how many devices it touches.
struct RiskAssessment: Sendable {
    let platforms: PlatformCatalogue

    /// Why the plan is risky, worst first; the risk of the change is that of its worst reason, low when there is none.
    func reasons(for targets: [ChangeTarget]) throws -> [RiskReason] {
        var reasons: [RiskReason] = []
        for target in targets {
            let grammar = try platforms.platform(target.platform).requireGrammar()
            for finding in try grammar.risks(in: target.commands) {
                let risk: Domain.RiskClass =
                    switch finding.severity {
                    case .low: .low
                    case .medium: .medium
                    case .high: .high
                    }
                let line = grammar.redact([finding.line]).joined()
                reasons.append(
                    RiskReason(risk: risk, device: target.deviceName.text, text: "\(line): \(finding.reason)"))
            }
        }
        let touched = targets.filter { !$0.isAlreadyInPlace }.count
        if touched >= 50 {
            reasons.append(RiskReason(risk: .high, device: "", text: "\(touched) devices are touched at once"))
        } else if touched >= 10 {
            reasons.append(RiskReason(risk: .medium, device: "", text: "\(touched) devices are touched at once"))
        }
        return reasons.sorted { $0.risk > $1.risk }
    }
}
