import Foundation
import Jinja

/// Renders and compiles templates for `bin/bench jinja`, by JSON lines on its input; each is answered by one line.
///
///     {"key", "templates", "name", "vars", "options", "times"}   a workload; answered by its key
///     {"measure": KEY}                                           runs it so often; answered by processor seconds
///     {"output": KEY}                                            renders it once; answered by the text
@main
struct JinjaBenchmark {
    static func main() {
        var workloads: [String: Workload] = [:]
        while let line = readLine() {
            do throws(JinjaError) {
                let answer = try self.answer(to: try Value(json: line), &workloads)
                FileHandle.standardOutput.write(Data("\(answer)\n".utf8))
            } catch {
                FileHandle.standardError.write(Data("jinja-benchmark: \(error)\n".utf8))
                exit(1)
            }
        }
    }

    private static func answer(
        to line: Value, _ workloads: inout [String: Workload]
    ) throws(JinjaError) -> String {
        if let workload = workloads[line["measure"]?.text ?? ""] { return String(try workload.seconds()) }
        if let workload = workloads[line["output"]?.text ?? ""] {
            return try Value.string(try workload.output()).json()
        }
        guard let key = line["key"]?.text else { throw JinjaError(.value, "This line asks for nothing known") }
        workloads[key] = try Workload(line)
        return key
    }
}
