public import Domain

/// Whether a device can be reached, and how often it could lately.
public struct ReachabilityReport: Sendable {
    /// What is known; `nil` before the first attempt.
    public let known: Reachability?
    /// The newest changes, newest first.
    public let newest: [ReachabilityTransition]
    /// Over the last 24 hours.
    public let day: Availability
    /// Over the last seven days.
    public let week: Availability

    /// The state with its flaps damped.
    public var state: Reachability.State { known?.state ?? .unknown }
}
