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
        return try files.sorted().flatMap { try self.cases(of: folder.appending(path: $0)) }
    }

    /// The cases of one file.
    static func cases(of file: URL) throws -> [TemplateCase] {
        try String(contentsOf: file, encoding: .utf8)
            .split(separator: "\n", omittingEmptySubsequences: false).enumerated()
            .filter { !$0.element.isEmpty }
            .map { try TemplateCase(place: "\(file.lastPathComponent):\($0.offset + 1)", line: String($0.element)) }
    }

    var description: String { self.place }
    var source: String { self.content["template"]?.text ?? "" }

    func render() throws(JinjaError) -> String {
        let sources = self.content["templates"]?.pairs ?? []
        let loader = DictionaryLoader(Dictionary(uniqueKeysWithValues: sources.map { ($0.0, $0.1.text) }))
        var environment = Environment(loader: loader)
        environment.globals = Dictionary(uniqueKeysWithValues: self.content["globals"]?.pairs ?? [])
        try environment.apply(options: self.content["options"]?.pairs ?? [])
        let context = Variables(self.content["context"]?.pairs ?? [])
        return try environment.compile(self.content["template"]?.text ?? "", name: "main").render(context)
    }
}
