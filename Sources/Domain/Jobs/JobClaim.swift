/// One start of a job, by the token that its claim gave it.
public struct JobClaim: Sendable, Hashable {
    public let id: Job.ID
    public let token: Int

    /// A start.
    public init(_ id: Job.ID, token: Int) {
        self.id = id
        self.token = token
    }
}
