/// Which jobs a list asks for, and which page of them.
public struct JobFilter: Sendable, Hashable {
    /// Only jobs in one of these states; empty asks for any.
    public var states: [JobState]
    /// Only jobs of one of these kinds; empty asks for any.
    public var kinds: [JobKind]
    /// Only jobs on this device.
    public var deviceID: Device.ID?
    /// Only jobs on devices whose name contains this, compared without case; empty asks for any.
    public var deviceName = ""
    /// Only jobs that this worker runs or ran last.
    public var workerID: WorkerID?
    /// Only jobs of this change.
    public var changeID: Change.ID?
    /// Only the parts of this job.
    public var parentID: Job.ID?
    /// Only jobs that wait for a key.
    public var isWaiting = false
    /// Only those that were given up and not done again since.
    public var isGivenUp = false
    public var page: Page

    /// A total counts no further than one more than this: a list that long is filtered, not turned page by page.
    public static let countLimit = 10_000

    /// A filter; the defaults ask for the first page of everything.
    public init(
        states: [JobState] = [], kinds: [JobKind] = [], deviceID: Device.ID? = nil, changeID: Change.ID? = nil,
        parentID: Job.ID? = nil, page: Page = .first
    ) {
        self.states = states
        self.kinds = kinds
        self.deviceID = deviceID
        self.changeID = changeID
        self.parentID = parentID
        self.page = page
    }
}
