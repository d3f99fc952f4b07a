import Foundation
import Testing
import TextFSM

/// Our rows are those of Python's textfsm and ntc_templates, computed in the run; where Python refuses, so do we.
@Suite struct EqualityTests {
    @Test func `the cases of the language give Python's rows`() throws {
        let data = try Data(contentsOf: Oracle.folder.appending(path: "Cases/language.jsonl"))
        let cases = try Oracle.lines(data).map { try JSONDecoder().decode(Oracle.Case.self, from: $0) }
        #expect(cases.count >= 300)
        try self.compare(cases, "cases of the language")
    }

    /// Odd expressions by the thousand: what PCRE2 reads otherwise than Python's re shows here first.
    @Test func `random templates give Python's rows`() throws {
        try self.compare(try Oracle.cases(["random", "20261122", "4000"]), "random templates")
    }

    /// Outputs of real devices by the templates of ntc-templates, found by its index. bin/test fetches both from PyPI;
    /// NETSTACKS_COMMAND_OUTPUTS names a further folder.
    @Test func `recorded outputs of devices give the rows of ntc_templates`() throws {
        let more = ProcessInfo.processInfo.environment["NETSTACKS_COMMAND_OUTPUTS"]
        let folders = [Oracle.root.appending(path: "var/ntc-outputs").path] + [more].compactMap { $0 }
        let cases = try folders.flatMap { try Oracle.cases(["outputs", $0]) }
        try #require(cases.count > 400, "bin/test fetches the outputs; only \(cases.count) are there")
        try self.compare(cases, "outputs of devices")
    }

    private func compare(_ cases: [Oracle.Case], _ what: String) throws {
        let collection = try Self.collection()
        let answers = try Oracle.answers(to: cases)
        try #require(answers.count == cases.count)
        var agreeing = 0
        for (one, answer) in zip(cases, answers) {
            let ours = try Self.rows(one, collection)
            if ours == answer.rows {
                agreeing += 1
            } else {
                Issue.record("\(one)\nPython \(String(describing: answer.rows))\nours   \(String(describing: ours))")
            }
        }
        print("TextFSM: \(agreeing) of \(cases.count) \(what) agree with Python")
    }

    /// Ours, through the JSON that the program writes; nil when the output or the template is refused.
    private static func rows(
        _ one: Oracle.Case, _ collection: TemplateCollection
    ) throws -> [[String: Oracle.Cell]]? {
        let table: ParsedTable
        do throws(TextFSMError) {
            if let template = one.template {
                table = try TextFSMTemplate(template).table(one.text)
            } else {
                table = try collection.parse(one.text, platform: one.platform ?? "", command: one.command ?? "").lowercased
            }
        } catch {
            return nil
        }
        return try JSONDecoder().decode([[String: Oracle.Cell]].self, from: Data(table.json().utf8))
    }

    static func collection() throws -> TemplateCollection {
        let folder = Oracle.root.appending(path: "var/ntc-templates")
        let index = try TemplateIndex(String(contentsOf: folder.appending(path: "index"), encoding: .utf8))
        return TemplateCollection(index: index) {
            try String(contentsOf: folder.appending(path: $0), encoding: .utf8)
        }
    }
}
