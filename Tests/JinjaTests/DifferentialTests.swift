import Jinja
import Testing

/// Every case gives the bytes that Python's jinja2 gives, or is refused by both.
struct DifferentialTests {
    @Test func `all cases agree with Python's jinja2`() throws {
        let cases = try TemplateCase.all()
        #expect(cases.count >= 1000)
        print("Jinja: \(try self.agreeing(cases)) of \(cases.count) cases agree with Python's jinja2")
    }

    @Test func `the templates of Jinja2's own tests agree`() throws {
        let cases = try TemplateCase.cases(of: Oracle.upstream())
        #expect(cases.count >= 550)
        print("Jinja: \(try self.agreeing(cases)) of \(cases.count) cases of Jinja2's own tests agree")
    }

    private func agreeing(_ cases: [TemplateCase]) throws -> Int {
        let answers = try Oracle.results(of: cases.map(\.line))
        try #require(answers.count == cases.count)
        var agreeing = 0
        for (one, answer) in zip(cases, answers) where self.agrees(one, answer) { agreeing += 1 }
        return agreeing
    }

    private func agrees(_ one: TemplateCase, _ answer: Value) -> Bool {
        do throws(JinjaError) {
            let text = try one.render()
            let expected = answer["output"]?.text
            #expect(expected == text, "\(one): \(one.line)\nPython refuses: \(answer["message"]?.text ?? "no")")
            return expected == text
        } catch {
            guard let kind = answer["error"]?.text else {
                Issue.record("\(one): \(one.line)\nPython gives \(answer["output"]?.text ?? ""), we refuse: \(error)")
                return false
            }
            // Undefined names and wrong syntax must be told apart from other failures.
            guard kind == "undefined" || kind == "syntax" else { return true }
            #expect(error.code.rawValue == kind, "\(one): \(one.line)\n\(error)")
            return error.code.rawValue == kind
        }
    }
}
