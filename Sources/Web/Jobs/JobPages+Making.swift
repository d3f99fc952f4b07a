import Domain
import Foundation
import Services

extension JobPages.Row {
    /// A job in a list; the subject is left out where the page is about it anyway, and the delay unless it waits.
    init(_ job: Job, subject: JobSubject?, delay: String = "", context: SignedInContext, isReplayable: Bool = false) {
        var actions: [Component.Action] = []
        if !job.state.isFinal, job.changeID == nil { actions = [.init(cancelling: job, context: context)] }
        if isReplayable { actions = [.init(replaying: job, context: context)] }
        self.init(
            id: job.id.description, fragmentURL: "/jobs/\(job.id)/row", title: job.kind.title, url: "/jobs/\(job.id)",
            subject: subject.map { Component.Link($0) } ?? .none, badge: Component.Badge(job.state),
            isLive: !job.state.isFinal,
            progress: [job.progressSentence, delay].filter { !$0.isEmpty }.joined(separator: " "),
            priority: job.priority.word, requestedBy: job.requestedBy?.name ?? "NetStacks",
            createdAt: Component.Timestamp(job.createdAt), duration: job.duration, actions: actions)
    }
}

extension Component.Link {
    /// What a job works on.
    init(_ subject: JobSubject) {
        switch subject {
        case .device(let id, let name): self.init(title: name.text, url: "/devices/\(id)")
        case .change(let id, let number, let title): self.init(title: "#\(number) \(title)", url: "/changes/\(id)")
        }
    }
}

extension Component.Action {
    /// The button that stops a job.
    init(cancelling job: Job, context: SignedInContext) {
        self = .make(
            "cancel", "Cancel", url: "/jobs/\(job.id)/cancellation", icon: "stop",
            whyNot: job.cancelRequestedAt == nil ? context.whyNot(.readDevices) : "Stopping was asked for already.")
    }
}

extension Component.Action {
    /// The button that does a job again.
    init(replaying job: Job, context: SignedInContext) {
        self = .make(
            "replay", "Do again", url: "/jobs/\(job.id)/replay", icon: "refresh",
            whyNot: context.whyNot(job.kind.permission))
    }
}

extension Job {
    /// What it is doing, or why it failed.
    var progressSentence: String {
        if state == .failed || state == .interrupted, let last = failures.last { return last.message }
        return progress
    }

    /// How long it has run; empty before it started.
    var duration: String {
        guard let startedAt else { return "" }
        return Measure.span((finishedAt ?? Date()).timeIntervalSince(startedAt))
    }

    /// Where its results can be seen.
    var results: [Component.Link] {
        guard state == .succeeded else { return [] }
        switch kind {
        case .backUpDevice:
            return result["backup"]?.stringValue.map { [Component.Link(title: "The backup", url: "/backups/\($0)")] }
                ?? []
        case .readConfiguration:
            return deviceID.map {
                [Component.Link(title: "The running configuration", url: "/devices/\($0)/configuration")]
            } ?? []
        case .readFacts:
            return deviceID.map { [Component.Link(title: "The facts", url: "/devices/\($0)/facts")] } ?? []
        case .planChange, .runTarget:
            return changeID.map { [Component.Link(title: "The change", url: "/changes/\($0)")] } ?? []
        default: return []
        }
    }

    /// What a connection test saw.
    var findings: [Component.Fact] {
        var facts: [Component.Fact] = []
        if let name = result["hostname"]?.stringValue {
            facts.append(.make("Host name seen", name, isMonospaced: true))
        }
        if let key = result["host_key"]?.stringValue { facts.append(.make("Host key", key, isMonospaced: true)) }
        for one in result["stages"]?.elements ?? [] {
            guard let stage = one["stage"]?.stringValue.flatMap(ConnectionStage.init),
                let time = one["milliseconds"]?.numberValue
            else { continue }
            facts.append(.make(stage.title, Measure.milliseconds(time)))
        }
        if let size = result["bytes"]?.integerValue { facts.append(.make("Size", Measure.bytes(size))) }
        return facts
    }
}

extension JobKind {
    /// The job's name in lists.
    var title: String {
        switch self {
        case .testConnection: "Test connection"
        case .readConfiguration: "Read configuration"
        case .readFacts: "Read facts"
        case .backUpDevice: "Back up device"
        case .planChange: "Plan change"
        case .runTarget: "Run change"
        case .archiveConfigurations: "Write backups to git"
        case .pushArchive: "Push git"
        case .indexConfigurations: "Make configurations searchable"
        case .pruneBackups: "Remove old backups"
        default: rawValue.prefix(1).uppercased() + rawValue.dropFirst().replacing("_", with: " ")
        }
    }
}
