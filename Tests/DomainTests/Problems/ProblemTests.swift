import Domain
import Testing

struct ProblemTests {
    @Test func `people see the sentence only, and the log everything`() {
        let problem = Problem(
            .failed, code: "c", "Something broke.", fields: [FieldProblem("name", "Too long.")], cause: "secret detail")
        #expect("\(problem)" == "Something broke.")
        #expect(problem.debugDescription == "c | Something broke. | name: Too long. | secret detail")
    }
}
