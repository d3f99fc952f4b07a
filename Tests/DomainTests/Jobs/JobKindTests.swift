import Domain
import Testing

struct JobKindTests {
    @Test func `the stored names never change`() {
        #expect(
            JobKind.allCases.map(\.rawValue) == [
                "test_connection", "read_configuration", "read_facts", "back_up_device", "plan_change", "run_target",
                "archive_configurations", "push_archive", "index_configurations", "prune_backups",
            ])
        #expect(JobKind.allCases.allSatisfy { JobRules(of: $0).maxAttempts >= 1 })
        // What writes to a device is never repeated blindly: its second start reads back and settles.
        #expect(
            JobKind.allCases.filter { JobRules(of: $0).isRepeatable } == [
                .planChange, .runTarget, .archiveConfigurations, .pushArchive, .indexConfigurations, .pruneBackups,
            ])
        #expect(JobKind(rawValue: "Drop table") == nil && JobKind(rawValue: "") == nil)
    }

    @Test func `a job is live until it is final`() {
        #expect(JobState.allCases.filter { !$0.isFinal } == [.queued, .running, .awaiting])
    }
}
