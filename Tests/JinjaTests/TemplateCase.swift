import Foundation
import Jinja

/// One line of a case file: a template, its context and options, and the templates it can load.
struct TemplateCase: CustomStringConvertible {
    let place: String
    let line: String
    private let content: Value

    init(place: String, line: String) throws {
        self.place = place
        self.line = line
        self.content = try Value(json: line)
    }

    /// Every case of the case files, in order.
    static func all() throws -> [TemplateCase] {
        let folder = Oracle.folder.appending(path: "Cases")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".jsonl") }
        return try files.sorted().flatMap { file in
            try String(contentsOf: folder.appending(path: file), encoding: .utf8)
                .split(separator: "\n", omittingEmptySubsequences: false).enumerated()
                .filter { !$0.element.isEmpty }
                .map { try TemplateCase(place: "\(file):\($0.offset + 1)", line: String($0.element)) }
        }
    }

    var description: String { self.place }

    func render() throws(JinjaError) -> String {
        let sources = self.content["templates"]?.pairs ?? []
        let loader = DictionaryLoader(Dictionary(uniqueKeysWithValues: sources.map { ($0.0, $0.1.text) }))
        var environment = Environment(
            loader: loader, autoescape: self.isOn("autoescape"), strict: self.option("strict") != .bool(false))
        environment.trimBlocks = self.isOn("trim_blocks")
        environment.lstripBlocks = self.isOn("lstrip_blocks")
        environment.keepTrailingNewline = self.isOn("keep_trailing_newline")
        environment.syntax = self.syntax
        let context = Dictionary(uniqueKeysWithValues: self.content["context"]?.pairs ?? [])
        return try environment.compile(self.content["template"]?.text ?? "", name: "main").render(context)
    }

    private func option(_ name: String) -> Value? { self.content["options"]?[name] }

    private func isOn(_ name: String) -> Bool { self.option(name) == .bool(true) }

    private var syntax: Syntax {
        var syntax = Syntax()
        syntax.blockStart = self.option("block_start_string")?.text ?? syntax.blockStart
        syntax.blockEnd = self.option("block_end_string")?.text ?? syntax.blockEnd
        syntax.variableStart = self.option("variable_start_string")?.text ?? syntax.variableStart
        syntax.variableEnd = self.option("variable_end_string")?.text ?? syntax.variableEnd
        syntax.commentStart = self.option("comment_start_string")?.text ?? syntax.commentStart
        syntax.commentEnd = self.option("comment_end_string")?.text ?? syntax.commentEnd
        syntax.lineStatementPrefix = self.option("line_statement_prefix")?.text
        syntax.lineCommentPrefix = self.option("line_comment_prefix")?.text
        syntax.newline = self.option("newline_sequence")?.text ?? syntax.newline
        return syntax
    }
}
