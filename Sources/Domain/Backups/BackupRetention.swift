/// Which points are removed: those that are older than some days and not among the newest of their device.
///
/// The newest good point, points that are kept on purpose, and those of snapshots stay in any case.
public struct BackupRetention: Sendable, Hashable {
    /// The newest points of each device that stay, 1 to 100,000.
    public let count: Int
    /// Days after which a point may go, counted from when it was last seen; 1 to 36,500.
    public let days: Int

    /// A rule; `nil` when a number is out of bounds.
    public init?(count: Int, days: Int) {
        guard (1...100_000).contains(count), (1...36_500).contains(days) else { return nil }
        self.count = count
        self.days = days
    }
}
