public import Foundation

/// Something that happened to a change, a job or a device; live pages follow them and resume by id.
public struct Event: Sendable, Hashable, Identifiable {
    /// Rises within a topic in the order of commits.
    public let id: Int
    public let topic: EventTopic
    /// What happened, for example `state`, `line`, `planned`.
    public let kind: String
    /// What it happened to within the topic, for example a target's id; empty for the whole.
    public let subject: String
    /// A sentence that is safe to show; empty for most.
    public let text: String
    public let at: Date

    /// An event as stored.
    public init(id: Int, topic: EventTopic, kind: String, subject: String, text: String = "", at: Date) {
        self.id = id
        self.topic = topic
        self.kind = kind
        self.subject = subject
        self.text = text
        self.at = at
    }
}

/// What a live page follows.
public enum EventTopic: Sendable, Hashable, CustomStringConvertible {
    case change(Change.ID)
    case job(Job.ID)
    case device(Device.ID)
    /// Every breaker and every lockout.
    case breakers
    /// What people wrote themselves about platforms.
    case platforms

    /// As stored and notified: kind, colon, id.
    public var description: String {
        switch self {
        case .change(let id): "change:\(id)"
        case .job(let id): "job:\(id)"
        case .device(let id): "device:\(id)"
        case .breakers: "breakers:all"
        case .platforms: "platforms:all"
        }
    }

    /// Parses the stored form.
    public init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return nil }
        switch parts[0] {
        case "change": if let id = Change.ID(parts[1]) { self = .change(id) } else { return nil }
        case "job": if let id = Job.ID(parts[1]) { self = .job(id) } else { return nil }
        case "device": if let id = Device.ID(parts[1]) { self = .device(id) } else { return nil }
        case "breakers": if parts[1] == "all" { self = .breakers } else { return nil }
        case "platforms": if parts[1] == "all" { self = .platforms } else { return nil }
        default: return nil
        }
    }
}
