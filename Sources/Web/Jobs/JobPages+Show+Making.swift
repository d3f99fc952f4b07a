import Domain
import Foundation
import Services

extension JobPages.Show {
    /// A job with everything that is known of it.
    init(_ detail: JobDetail, context: SignedInContext) {
        let job = detail.job
        self.init(
            job: JobPages.Row(
                job, subject: detail.subject, delay: detail.delay?.sentence(detail.keyNames) ?? "", context: context,
                isReplayable: job.state.isGivenUp && detail.whyNoReplay.isEmpty),
            fragmentURL: "/jobs/\(job.id)/job", eventsURL: job.state.isFinal ? "" : "/jobs/\(job.id)/events",
            delay: detail.delay.map { [Delay($0, detail)] } ?? [],
            children: detail.children.map { [Children($0, of: job)] } ?? [], facts: Self.facts(detail),
            keys: job.keys.map {
                Component.Link(title: "\($0.class) \(detail.keyNames[$0] ?? $0.name)", url: $0.url)
            },
            results: job.results,
            failures: job.failures.map {
                Failure(attempt: String($0.attempt), time: Component.Timestamp($0.at), message: $0.message)
            },
            whyNoReplay: job.state.isGivenUp && detail.replayedBy == nil ? detail.whyNoReplay : "",
            trace: TraceLine.lines(detail))
    }

    private static func facts(_ detail: JobDetail) -> [Component.Fact] {
        let job = detail.job
        var facts: [Component.Fact] = [
            .make("Asked for by", job.requestedBy?.name ?? "NetStacks"),
            .make("Asked for", Component.Timestamp(job.createdAt).text),
            .make("Started", Component.Timestamp(job.startedAt, never: "not yet").text),
        ]
        if let ended = job.finishedAt { facts.append(.make("Ended", Component.Timestamp(ended).text)) }
        facts += [
            .make("Attempt", "\(job.attempt) of \(job.maxAttempts)"), .make("Priority", job.priority.word),
            .make("If its worker dies", job.isRepeatable ? "it is started again" : "it is given up"),
        ]
        if let worker = detail.worker {
            facts.append(.make("Worker", "\(worker.host), process \(worker.processID)", url: "/workers/\(worker.id)"))
        } else if let worker = job.workerID {
            facts.append(.make("Worker", worker.description, isMonospaced: true))
        }
        if let parent = job.parentID { facts.append(.make("Part of", "another job", url: "/jobs/\(parent)")) }
        if let old = job.replayOf { facts.append(.make("Does again", "an earlier job", url: "/jobs/\(old)")) }
        if let new = detail.replayedBy { facts.append(.make("Done again by", "a later job", url: "/jobs/\(new)")) }
        return facts + job.findings
    }
}

extension JobPages.Show.Children {
    init(_ tally: JobTally, of job: Job) {
        let parts = [
            (tally.underWay, "under way"), (tally.succeeded, "succeeded"), (tally.failed, "failed"),
            (tally.cancelled, "cancelled"), (tally.interrupted, "interrupted"),
        ]
        self.init(
            ended: tally.total - tally.underWay, total: tally.total,
            sentence: parts.filter { $0.0 > 0 }.map { "\($0.0.grouped) \($0.1)" }.joined(separator: ", "),
            url: "/jobs?parent=\(job.id)")
    }
}
