import Domain
import Testing

@testable import JobRunner

struct RunningJobsTests {
    @Test func `a claim that was disowned is not started when its answer comes after all`() async {
        let running = RunningJobs()
        let job = Job.sample()
        let claim = JobClaim(job.id, token: job.fencingToken)
        #expect(running.unknown([claim]) == [claim])
        #expect(running.disown([claim]) == [claim])
        #expect(!running.start(job) {})
        #expect(running.isEmpty)
        // Its next claim is another one.
        #expect(running.start(.sample(job.id, token: 2)) {})
        await running.waitForAll()
    }

    @Test func `what was started is not disowned`() async {
        let running = RunningJobs()
        let job = Job.sample()
        let gate = Happenings()
        running.start(job) { await gate.wait(for: "open") }
        #expect(running.disown([JobClaim(job.id, token: job.fencingToken)]).isEmpty)
        gate.note("open")
        await running.waitForAll()
        #expect(running.isEmpty && running.finished == 1)
    }

    @Test func `it tells a job that someone wants stopped from one whose worker has to stop`() async {
        let running = RunningJobs()
        let (wanted, other) = (Job.sample(), Job.sample())
        let gate = Happenings()
        for job in [wanted, other] {
            running.start(job) { await gate.wait(for: "open") }
        }
        running.cancel(wanted.id)
        running.cancelAll()
        #expect(running.isWantedStopped(wanted.id) && !running.isWantedStopped(other.id))
        gate.note("open")
        await running.waitForAll()
    }

    @Test func `a wish to stop that comes before the answer to the claim is not lost`() async {
        let running = RunningJobs()
        let job = Job.sample()
        running.cancel(job.id)
        let heard = Happenings()
        running.start(job) { heard.note(Task.isCancelled ? "cancelled" : "not cancelled") }
        await heard.wait(for: "cancelled")
        await running.waitForAll()
    }
}
