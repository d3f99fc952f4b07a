import Domain
import Testing

struct TargetStateTests {
    private let held: Set<TargetState> = [.heldDrift, .heldUnreachable, .heldHostKey]

    @Test func `every state is reachable from pending`() {
        #expect(reachable(from: TargetState.pending, by: \.successors) == Set(TargetState.allCases))
    }

    @Test(arguments: TargetState.allCases)
    func `what is settled has no way out, unless it is held`(state: TargetState) {
        if state.isSettled && !held.contains(state) {
            #expect(state.successors.isEmpty)
        } else {
            #expect(!state.successors.isEmpty)
        }
    }

    @Test(arguments: TargetState.allCases)
    func `from every state an end can be reached`(state: TargetState) {
        let ends = reachable(from: state, by: \.successors).filter(\.successors.isEmpty)
        #expect(!ends.isEmpty)
    }

    @Test func `what may have sent lines never begins to send again`() {
        for state in TargetState.allCases.filter(\.mayHaveSent) {
            #expect(!reachable(from: state, by: \.successors).subtracting([state]).contains(.sending), "\(state)")
            #expect(!state.successors.contains(.pending), "\(state)")
            #expect(!state.isSettled, "\(state)")
        }
    }

    @Test func `nothing is confirmed without a look at the device`() {
        let before = TargetState.allCases.filter { $0.successors.contains(.confirmed) }
        #expect(Set(before) == [.verifying, .unknown])
    }
}
