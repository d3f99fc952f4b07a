import Domain
import Foundation
import Services

extension QueuePages.Index.Kind {
    /// The jobs of one kind.
    init(_ queue: JobQueue, context: SignedInContext) {
        let waiting = queue.waitingForKeys + queue.waitingForJobs
        self.init(
            id: queue.kind.rawValue, title: queue.kind.title, url: "/jobs?kind=\(queue.kind.rawValue)",
            badge: queue.pause == nil
                ? Component.Badge(text: "Open", tone: "success") : Component.Badge(text: "Paused", tone: "warning"),
            paused: queue.pause.map { pause in
                "since \(JobDelay.clock(pause.since))" + (pause.by.map { " by \($0.name)" } ?? "")
            } ?? "",
            due: queue.due.grouped, waiting: waiting.grouped, later: queue.later.grouped,
            running: (queue.running + queue.awaiting).grouped,
            oldest: queue.oldestDueAt.map { Measure.span(Date().timeIntervalSince($0)) } ?? "",
            succeeded: queue.succeeded.grouped, givenUp: queue.givenUp.grouped,
            action: .pausing(queue, context: context))
    }
}

extension QueuePages.Index.Key {
    /// A class of keys.
    init(_ group: JobKeyClass) {
        self.init(
            title: group.name, kind: "", use: group.inUse.grouped, limit: group.limit.words, isOwn: true,
            waiting: group.waiting.grouped, nextStart: "", url: "/queues/classes/\(group.name)/edit")
    }

    /// One key by the name people know.
    init(_ use: JobKeyUse, name: String) {
        let most = use.limit.concurrency.map { " of \($0.grouped)" } ?? ""
        self.init(
            title: name, kind: use.key.class, use: use.inUse.grouped + most, limit: use.limit.words,
            isOwn: use.ownLimit != nil, waiting: use.waiting.grouped,
            nextStart: use.nextStartAt.map { JobDelay.clock($0) } ?? "", url: use.key.url)
    }
}

extension Component.Action {
    fileprivate static func pausing(_ queue: JobQueue, context: SignedInContext) -> Component.Action {
        let whyNot = context.whyNot(.manageQueue)
        let url = "/queues/\(queue.kind.rawValue)/"
        return queue.pause == nil
            ? make("pause", "Pause", url: url + "pause", icon: "pause", whyNot: whyNot)
            : make("resume", "Resume", url: url + "resumption", icon: "play", whyNot: whyNot)
    }
}
