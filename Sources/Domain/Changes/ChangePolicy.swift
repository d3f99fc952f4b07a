/// One row of the policy: how many approvals a change of some risk needs on some devices (change.md, 4).
public struct ChangePolicy: Sendable, Hashable {
    /// Devices with this tag; none means every device.
    public let tag: Tag?
    public let risk: RiskClass
    public let approvalsNeeded: Int
    public let approverRole: Role

    /// A row as stored.
    public init(tag: Tag?, risk: RiskClass, approvalsNeeded: Int, approverRole: Role) {
        self.tag = tag
        self.risk = risk
        self.approvalsNeeded = approvalsNeeded
        self.approverRole = approverRole
    }

    /// The sentence that a plan shows and its digest covers.
    public var explanation: String {
        let scope = tag.map { "devices tagged \($0.text)" } ?? "any device"
        return approvalsNeeded == 0
            ? "\(risk.rawValue) risk on \(scope): no approval needed"
            : "\(risk.rawValue) risk on \(scope): \(approvalsNeeded) approval\(approvalsNeeded == 1 ? "" : "s") by \(approverRole.rawValue)"
    }

    /// The strictest of the rows that decide for each device: for one device the most specific row wins.
    ///
    /// `nil` when some device has no row: then the change is refused, because what is not allowed is denied.
    public static func deciding(
        risk: RiskClass, deviceTags: [[Tag]], rows: [ChangePolicy]
    ) -> ChangePolicy? {
        let candidates = rows.filter { $0.risk == risk }
        var strictest: ChangePolicy?
        for tags in deviceTags {
            let tagged = candidates.filter { row in row.tag.map(tags.contains) ?? false }
            let matching = tagged.isEmpty ? candidates.filter { $0.tag == nil } : tagged
            guard let row = matching.max(by: { $0.approvalsNeeded < $1.approvalsNeeded }) else { return nil }
            if strictest.map({ $0.approvalsNeeded < row.approvalsNeeded }) ?? true { strictest = row }
        }
        return strictest
    }
}
