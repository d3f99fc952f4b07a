import Domain
import Foundation
import Services

extension JobPages.Row {
    /// A job in a list; the subject is left out where the page is about it anyway.
    init(_ job: Job, subject: JobSubject?, context: SignedInContext) {
        self.init(
            id: job.id.description, fragmentURL: "/jobs/\(job.id)/row", title: job.kind.title, url: "/jobs/\(job.id)",
            subject: subject.map { Component.Link($0) } ?? .none, badge: Component.Badge(job.state),
            isLive: !job.state.isFinal, progress: job.progressSentence,
            requestedBy: job.requestedBy?.name ?? "NetStacks",
            createdAt: Component.Timestamp(job.createdAt), duration: job.duration,
            cancel: job.state.isFinal || job.changeID != nil
                ? [] : [Component.Action(cancelling: job, context: context)])
    }
}

extension JobPages.Show {
    /// A job with its attempts and its result.
    init(_ job: Job, subject: JobSubject?, eventsURL: String, context: SignedInContext) {
        var facts: [Component.Fact] = [
            .make("Asked for by", job.requestedBy?.name ?? "NetStacks"),
            .make("Asked for", Component.Timestamp(job.createdAt).text),
            .make("Started", Component.Timestamp(job.startedAt, never: "not yet").text),
            .make("Attempt", "\(job.attempt) of \(job.maxAttempts)"),
        ]
        if let ended = job.finishedAt { facts.append(.make("Ended", Component.Timestamp(ended).text)) }
        if let worker = job.workerID { facts.append(.make("Worker", worker.description, isMonospaced: true)) }
        facts += job.findings
        self.init(
            job: JobPages.Row(job, subject: subject, context: context), fragmentURL: "/jobs/\(job.id)/job",
            eventsURL: eventsURL, facts: facts, results: job.results,
            failures: job.failures.map {
                JobPages.Show.Failure(
                    attempt: String($0.attempt), time: Component.Timestamp($0.at), message: $0.message)
            })
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
        if let time = result["connecting_ms"]?.integerValue { facts.append(.make("Connecting took", "\(time) ms")) }
        if let time = result["preparing_ms"]?.integerValue { facts.append(.make("Preparing took", "\(time) ms")) }
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
        case .backUpDevice: "Back up device"
        case .planChange: "Plan change"
        case .runTarget: "Run change"
        default: rawValue.prefix(1).uppercased() + rawValue.dropFirst().replacing("_", with: " ")
        }
    }
}
