/// What checking the hashes of the newest audit entries found.
public struct AuditChain: Sendable, Hashable {
    /// How many entries there are.
    public let total: Int
    /// How many of the newest were checked.
    public let checked: Int
    /// The number of the first entry that does not fit the one before it; `nil` when every one does.
    public let brokenAt: Int?

    /// A finding.
    public init(total: Int, checked: Int, brokenAt: Int?) {
        self.total = total
        self.checked = checked
        self.brokenAt = brokenAt
    }
}
