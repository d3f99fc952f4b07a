/// Which devices a list asks for, and which page of them.
public struct DeviceFilter: Sendable, Hashable {
    /// Part of a name or address, compared without case; empty asks for any.
    public var search: String
    /// Only devices with this tag.
    public var tag: Tag?
    /// Only devices of this platform.
    public var platform: PlatformName?
    /// Only devices in this state.
    public var state: Reachability.State?
    public var order: Order
    public var page: Page

    /// A filter; the defaults ask for the first page of everything.
    public init(
        search: String = "", tag: Tag? = nil, platform: PlatformName? = nil, state: Reachability.State? = nil,
        order: Order = Order(.name), page: Page = .first
    ) {
        self.search = search
        self.tag = tag
        self.platform = platform
        self.state = state
        self.order = order
        self.page = page
    }
}
