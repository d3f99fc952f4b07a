import Domain
import Testing

struct ChangeStateTests {
    @Test func `every state is reachable from a draft`() {
        #expect(reachable(from: ChangeState.draft, by: \.successors) == Set(ChangeState.allCases))
    }

    @Test func `from every state an end can be reached`() {
        for state in ChangeState.allCases {
            let ends = reachable(from: state, by: \.successors).filter(\.isFinal)
            #expect(!ends.isEmpty, "\(state)")
        }
    }

    @Test(arguments: ChangeState.allCases.filter(\.isFinal))
    func `the only ways out of an end are an undo, and a new plan after a failure`(state: ChangeState) {
        let expected: [ChangeState: Set<ChangeState>] = [.done: [.undone], .failed: [.planning, .undone]]
        #expect(state.successors == expected[state] ?? [])
    }

    @Test
    func
        `a change runs only after it was approved or paused, and ends well after a look at the devices or with nothing to send`()
    {
        let intoRunning = ChangeState.allCases.filter { $0.successors.contains(.running) }
        #expect(intoRunning == [.approved, .paused])
        let intoDone = ChangeState.allCases.filter { $0.successors.contains(.done) }
        #expect(intoDone == [.planned, .verifying, .needsPerson])
        #expect(ChangeState.allCases.allSatisfy { !$0.successors.contains($0) && !$0.successors.contains(.draft) })
    }
}

/// The states that can be reached from one, itself included.
func reachable<State: Hashable>(from start: State, by successors: (State) -> Set<State>) -> Set<State> {
    var seen: Set<State> = [start]
    var next = [start]
    while let state = next.popLast() {
        for successor in successors(state) where seen.insert(successor).inserted { next.append(successor) }
    }
    return seen
}
