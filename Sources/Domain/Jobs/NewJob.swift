/// A job to be enqueued, in the transaction that made it necessary.
public struct NewJob: Sendable, Hashable {
    public let id: Job.ID
    public let kind: JobKind
    public let arguments: JSONValue
    public let deviceID: Device.ID?
    public let changeID: Change.ID?
    public let requestedBy: User.ID?
    /// Among queued and running jobs at most one has this key; none means no limit.
    public let uniqueKey: String?

    /// A job with a new id.
    public init(
        _ kind: JobKind, arguments: JSONValue = .object([:]), deviceID: Device.ID? = nil, changeID: Change.ID? = nil,
        requestedBy: User.ID? = nil, uniqueKey: String? = nil
    ) {
        id = Job.ID()
        self.kind = kind
        self.arguments = arguments
        self.deviceID = deviceID
        self.changeID = changeID
        self.requestedBy = requestedBy
        self.uniqueKey = uniqueKey
    }
}
