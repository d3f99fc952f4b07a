import ConfigTree
import Foundation
import Yams

/// Measures configuration trees for `bin/bench config`: one command a line on its input, each answered by one line.
///
///     grammar PATH               reads the rules of a platform
///     texts PATH [PATH]          reads one or two configurations
///     parse|diff|patch|whole|redact   works on them once; answered by processor seconds
///     search PATTERN TIMES       looks for a pattern in the first text so often; answered by matching lines and seconds
///     commands                   the patch itself, as JSON
///     leads PATH                 whether the lines of a file lead from the first configuration to the second
@main
struct ConfigBenchmark {
    private struct Trouble: Error, CustomStringConvertible {
        let description: String
    }

    static func main() {
        do {
            try answerAll()
        } catch {
            FileHandle.standardError.write(Data("config-benchmark: \(error)\n".utf8))
            exit(1)
        }
    }

    private static func answerAll() throws {
        var workload: Workload?
        while let line = readLine() {
            let words = line.split(separator: " ").map(String.init)
            let answer: String
            if words.count == 2, words[0] == "grammar" {
                let rules = try YAMLDecoder().decode(ConfigurationRules.self, from: read(words[1]))
                guard let grammar = rules.grammar else { throw Trouble(description: "\(words[1]) has no grammar") }
                workload = Workload(grammar: grammar)
                answer = "read"
            } else {
                guard var current = workload else { throw Trouble(description: "no grammar was named") }
                answer = try self.answer(words, &current)
                workload = current
            }
            FileHandle.standardOutput.write(Data("\(answer)\n".utf8))
        }
    }

    private static func answer(_ words: [String], _ workload: inout Workload) throws -> String {
        switch (words.first ?? "", words.count) {
        case ("texts", 2...3):
            try workload.take(words.dropFirst().map { try Array(read($0)) })
            return "read"
        case ("parse", 1): return try "\(workload.parse())"
        case ("diff", 1): return workload.diff().description
        case ("patch", 1): return try "\(workload.patch())"
        case ("whole", 1): return try "\(workload.whole())"
        case ("redact", 1): return workload.redact().description
        case ("search", 3):
            guard let times = Int(words[2]) else { throw Trouble(description: "\(words[2]) is no number") }
            return try workload.search(words[1], times: times)
        case ("commands", 1): return String(decoding: try JSONEncoder().encode(workload.commands()), as: UTF8.self)
        case ("leads", 2):
            return try workload.leads(String(decoding: read(words[1]), as: UTF8.self)) ? "yes" : "no"
        default: throw Trouble(description: "this asks for nothing known: \(words.joined(separator: " "))")
        }
    }

    private static func read(_ path: String) throws -> Data { try Data(contentsOf: URL(filePath: path)) }
}
