/// On which devices a schedule works; which these are is looked up when it fires.
public enum ScheduleSelection: Sendable, Hashable {
    /// These, as far as they are still there; never empty.
    case devices([Device.ID])
    /// Those that carry one of these tags then; never empty.
    case tags([Tag])
    /// All that there are then.
    case all

    /// The kinds, as stored and as the API names them.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
        case devices, tags, all
    }

    /// The most devices or tags that can be named one by one.
    public static let mostNamed = 2000

    /// Which kind it is.
    public var kind: Kind {
        switch self {
        case .devices: .devices
        case .tags: .tags
        case .all: .all
        }
    }
}
