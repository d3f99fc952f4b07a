import Domain
import Testing

struct JobKindTests {
    @Test func `the stored names never change`() {
        #expect(
            JobKind.allCases.map(\.rawValue) == [
                "test_connection", "read_configuration", "back_up_device", "plan_change", "run_target",
            ])
        #expect(JobKind.allCases.allSatisfy { $0.maxAttempts >= 1 })
    }

    @Test func `a job is live until it is final`() {
        #expect(JobState.allCases.filter { !$0.isFinal } == [.queued, .running])
    }
}
