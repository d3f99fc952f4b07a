import ArgumentParser
import Foundation
import Jinja

/// Renders one case a line, and answers each before the next is read.
struct RenderBatch {
    let path: String

    func run() throws {
        guard let file = path == "-" ? fdopen(STDIN_FILENO, "r") : fopen(path, "r") else {
            throw ValidationError(
                "The cases cannot be read from \(path): \(String(cString: strerror(errno))). Check the name of the file."
            )
        }
        defer { fclose(file) }
        var line: UnsafeMutablePointer<CChar>?
        var capacity = 0
        defer { free(line) }
        while true {
            let count = getline(&line, &capacity, file)
            guard count > 0, let start = line else { break }
            let text = String(decoding: UnsafeRawBufferPointer(start: start, count: count), as: UTF8.self)
            if text.allSatisfy(\.isWhitespace) { continue }
            Report.show(Self.answer(to: text))
        }
    }

    /// The answer to a case, as one line of JSON.
    static func answer(to line: String) -> String {
        do throws(JinjaError) {
            return try Value([("output", .string(try render(try Value(json: line))))]).json()
        } catch {
            let details = Value([
                ("kind", .string(error.code.rawValue)), ("message", .string(error.message)),
                ("template", error.template.map(Value.string) ?? .none), ("line", error.line.map(Value.int) ?? .none),
                ("column", error.column.map(Value.int) ?? .none),
            ])
            return (try? Value([("error", details)]).json()) ?? "{}"
        }
    }

    private static let objects = ["templates", "vars", "globals", "options", "limits"]

    private static func render(_ line: Value) throws(JinjaError) -> String {
        guard case .dict = line else { throw JinjaError(.value, "A case is an object") }
        for name in Self.objects {
            guard let member = line[name] else { continue }
            if case .none = member { continue }
            guard case .dict = member else { throw JinjaError(.value, "“\(name)” of a case is an object") }
        }
        var sources: [String: String] = [:]
        for (name, source) in line["templates"]?.pairs ?? [] {
            guard case .string(let text) = source else {
                throw JinjaError(.value, "The template “\(name)” is not text")
            }
            sources[name] = text
        }
        var environment = Environment(loader: DictionaryLoader(sources))
        environment.globals = Dictionary(line["globals"]?.pairs ?? []) { $1 }
        try environment.apply(options: line["options"]?.pairs ?? [])
        if let limits = line["limits"] { environment.limits = try RenderLimits.limits(limits) }
        var name = sources.count == 1 ? sources.keys.first : nil
        if case .string(let given)? = line["name"] { name = given }
        guard let name else { throw JinjaError(.value, "The case does not say which template to render") }
        let variables = Variables(line["vars"]?.pairs ?? [])
        return try environment.template(name).render(variables)
    }
}
