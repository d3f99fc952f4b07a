/// Who goes first. Each step is worth a quarter of an hour of waiting, so low priority waits longer but never for ever.
public enum JobPriority: Int, Sendable, Hashable, Codable, CaseIterable {
    /// A person waits for it.
    case interactive = 0
    /// The usual.
    case normal = 1
    /// Large batches that have the whole night.
    case bulk = 2

    /// The word of pages and the API.
    public var word: String {
        switch self {
        case .interactive: "interactive"
        case .normal: "normal"
        case .bulk: "bulk"
        }
    }
}
