import Foundation
import Jinja

/// A template that is rendered so often, or templates that are compiled.
struct Workload {
    private let environment: Environment
    private let sources: [(String, String)]
    /// Nil when the templates are to be compiled.
    private let name: String?
    private let variables: Variables
    private let times: Int

    init(_ line: Value) throws(JinjaError) {
        self.sources = (line["templates"]?.pairs ?? []).map { ($0, $1.text) }
        var environment = Environment(loader: DictionaryLoader(Dictionary(self.sources) { $1 }))
        try environment.apply(options: line["options"]?.pairs ?? [])
        self.environment = environment
        if case .string(let name)? = line["name"] { self.name = name } else { self.name = nil }
        self.variables = Variables(line["vars"]?.pairs ?? [])
        if case .int(let times)? = line["times"] { self.times = times } else { self.times = 1 }
    }

    func output() throws(JinjaError) -> String {
        try self.environment.template(self.name ?? "").render(self.variables)
    }

    /// Processor time of all passes.
    func seconds() throws(JinjaError) -> Double {
        guard let name = self.name else {
            let start = Self.processorTime
            for _ in 0..<self.times {
                for (name, source) in self.sources { _ = try self.environment.compile(source, name: name) }
            }
            return Self.processorTime - start
        }
        let template = try self.environment.template(name)
        let start = Self.processorTime
        for _ in 0..<self.times { _ = try template.render(self.variables) }
        return Self.processorTime - start
    }

    /// Processor time of this process so far, in seconds.
    private static var processorTime: Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
