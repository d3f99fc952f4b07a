/// Which changes a list asks for, and which page of them.
public struct ChangeFilter: Sendable, Hashable {
    /// Only changes in one of these states; empty asks for any.
    public var states: [ChangeState]
    /// Only changes that name this device.
    public var deviceID: Device.ID?
    public var page: Page

    /// A filter; the defaults ask for the first page of everything.
    public init(states: [ChangeState] = [], deviceID: Device.ID? = nil, page: Page = .first) {
        self.states = states
        self.deviceID = deviceID
        self.page = page
    }
}
