import Domain
import Foundation
import Services

extension JobDelay {
    /// The key for which the job waits.
    var key: JobKey? {
        if case .key(let wait) = self { wait.key } else { nil }
    }

    /// Why the job has not been started, as a sentence.
    func sentence(_ names: [JobKey: String]) -> String {
        switch self {
        case .jobs(let count): "Waits for \(Measure.count(count, "job")) to end."
        case .until(let date): "Not before \(Component.Timestamp(date).text)."
        case .paused(let pause): "Its kind is paused, since \(Self.clock(pause.since))."
        case .key(let wait): sentence(wait, names[wait.key] ?? wait.key.name)
        case .noWorker: "No worker is running."
        case .turn: "Next: a worker takes it as soon as it has room."
        }
    }

    private func sentence(_ wait: JobWait, _ name: String) -> String {
        let place = "\(Measure.ordinal(wait.position)) of \(wait.lineLength.grouped) in line"
        let since = "since \(Self.clock(wait.since))"
        guard let next = wait.nextStartAt else { return "Waits for \(name), \(place), \(since)." }
        return "Waits for the rate of \(name), \(place), \(since); next start \(Self.clock(next))."
    }

    /// The time of day of something near, the date too of something far.
    static func clock(_ date: Date) -> String {
        let text = Component.Timestamp(date).text
        return abs(date.timeIntervalSinceNow) < 43_200 ? String(text.suffix(9)) : text
    }
}

extension JobPages.Show.Delay {
    /// Why a job waits, with links to those it waits for.
    init(_ delay: JobDelay, _ detail: JobDetail) {
        var facts: [Component.Fact] = []
        var jobs = detail.prerequisites.map { Component.Link(title: "Job \($0)", url: "/jobs/\($0)") }
        switch delay {
        case .key(let wait):
            let name = detail.keyNames[wait.key] ?? wait.key.name
            facts = [
                .make("Key", "\(wait.key.class) \(name)", url: wait.key.url),
                .make("Place in line", "\(Measure.ordinal(wait.position)) of \(wait.lineLength.grouped)"),
                .make("Since", Component.Timestamp(wait.since).text),
            ]
            if let next = wait.nextStartAt { facts.append(.make("Next start", Component.Timestamp(next).text)) }
            jobs = detail.holders.map { Component.Link(holder: $0) }
        case .paused(let pause):
            facts = [
                .make("Paused since", Component.Timestamp(pause.since).text),
                .make("Paused by", pause.by?.name ?? "somebody who is gone"),
                .make("Resume on", "Queues", url: "/queues"),
            ]
        case .noWorker: facts = [.make("See", "Workers", url: "/workers")]
        case .jobs, .until, .turn: break
        }
        self.init(sentence: delay.sentence(detail.keyNames), facts: facts, jobs: jobs)
    }
}

extension Component.Link {
    fileprivate init(holder job: Job) {
        let since = job.startedAt.map { ", since \(JobDelay.clock($0))" } ?? ""
        let who = job.requestedBy.map { " for \($0.name)" } ?? ""
        self.init(title: job.kind.title + who + since, url: "/jobs/\(job.id)")
    }
}

extension JobKey {
    /// Where its limit can be seen.
    var url: String { "/queues/keys/edit?key=\(description.percentEncoded)" }
}
