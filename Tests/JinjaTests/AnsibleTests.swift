import Jinja
import Testing

/// Ansible's filters and tests give the bytes that they give in Python, or are refused by both.
struct AnsibleTests {
    @Test func `all cases agree with Ansible's filters`() throws {
        let cases = try AnsibleOracle.cases()
        #expect(cases.count >= 500)
        let answers = try AnsibleOracle.results(of: cases.map(\.line))
        try #require(answers.count == cases.count)
        var agreeing = 0
        for (one, answer) in zip(cases, answers) where self.agrees(one, answer) { agreeing += 1 }
        print("Ansible: \(agreeing) of \(cases.count) cases agree with Ansible's filters")
    }

    private func agrees(_ one: TemplateCase, _ answer: Value) -> Bool {
        do throws(JinjaError) {
            let text = try one.render()
            let expected = answer["output"]?.text
            #expect(expected == text, "\(one): \(one.line)\nPython refuses: \(answer["message"]?.text ?? "no")")
            return expected == text
        } catch {
            guard answer["error"] != nil else {
                Issue.record("\(one): \(one.line)\nPython gives \(answer["output"]?.text ?? ""), we refuse: \(error)")
                return false
            }
            return true
        }
    }
}
