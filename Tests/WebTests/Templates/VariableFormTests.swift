import Domain
import Testing

@testable import Services
@testable import Web

struct VariableFormTests {
    typealias Kind = TemplateVariable.Kind

    @Test(arguments: [
        (Kind.text, "10", JSONValue.string("10")), (.number, "10", .integer(10)), (.number, "1.5", .number(1.5)),
        (.list, "10\n20\n", .array([.integer(10), .integer(20)])),
        (.list, "10\n\n eth0 ", .array([.string("10"), .string("eth0")])),
        (.list, "[1, \"a\"]", .array([.integer(1), .string("a")])),
        (.list, "{\"id\": 10}\n{\"id\": 20}", .array([.object(["id": .integer(10)]), .object(["id": .integer(20)])])),
        (.object, "{\"id\": 10, \"up\": true}", .object(["id": .integer(10), "up": .bool(true)])),
        (.boolean, "true", .bool(true)),
    ])
    func `a text becomes the value that the template expects`(kind: Kind, text: String, value: JSONValue) {
        #expect(kind.value(text) == value)
    }

    @Test(arguments: [
        (Kind.number, "ten"), (.number, "inf"), (.object, "[1]"), (.object, "{"), (.list, "[1"), (.list, "{\"a\": }"),
    ])
    func `what cannot be understood is refused`(kind: Kind, text: String) {
        #expect(kind.value(text) == nil)
    }

    @Test func `required ones must be given, optional ones left empty are left out, a box not checked is false`() {
        let form = VariableForm(variables: [
            variable("servers", .list, isRequired: true), variable("source", .text), variable("prefer", .boolean),
        ])
        var problems: [FieldProblem] = []
        let empty = form.values(FormBody("variable.source="), problems: &problems)
        #expect(problems.map(\.name) == ["variable.servers"])
        #expect(empty == .object(["prefer": .bool(false)]))
        problems = []
        let given = form.values(FormBody("variable.servers=a%0D%0Ab&variable.prefer=true"), problems: &problems)
        #expect(problems.isEmpty)
        #expect(given == .object(["servers": .array([.string("a"), .string("b")]), "prefer": .bool(true)]))
    }

    @Test func `the fields begin with the template's defaults and keep what was typed`() {
        let form = VariableForm(variables: [
            variable("source", .text, defaultText: "Loopback0"), variable("prefer", .boolean, defaultText: "True"),
        ])
        #expect(form.fields(FormBody(""), problems: []).map(\.value) == ["Loopback0", "true"])
        let sent = FormBody("csrf_token=x&variable.source=eth0")
        #expect(form.fields(sent, problems: []).map(\.value) == ["eth0", ""])
        #expect(form.fields(sent, problems: []).map(\.name) == ["variable.source", "variable.prefer"])
    }

    private func variable(
        _ name: String, _ kind: Kind, isRequired: Bool = false, defaultText: String = ""
    ) -> TemplateVariable {
        TemplateVariable(
            name: name, kind: kind, isRequired: isRequired, defaultText: defaultText, usedIn: ["deploy"])
    }
}
