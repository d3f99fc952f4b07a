import ConfigTree
import Foundation
import Yams

/// Measures the engine for `bin/bench config`: one command a line on its input, each answered by one line.
///
///     grammar PATH          reads the `config:` part of a platform file
///     texts OLD NEW         reads two configurations
///     parse | patch | diff | applying | patterns   measured; answered by seconds
///     commands              the patch itself, as JSON
@main
struct ConfigBenchmark {
    private struct File: Decodable {
        let config: Grammar
    }

    static func main() throws {
        var grammar: Grammar?
        var texts: [[UInt8]] = []
        while let line = readLine() {
            let words = line.split(separator: " ").map(String.init)
            switch words.first {
            case "grammar":
                grammar = try YAMLDecoder().decode(
                    File.self, from: Data(contentsOf: URL(filePath: words[1]))
                ).config
                answer("read")
            case "texts":
                texts = try words.dropFirst().map { Array(try Data(contentsOf: URL(filePath: $0))) }
                answer("read")
            case let command?:
                guard let grammar else { throw Trouble(text: "no grammar") }
                try answer(run(command, texts, grammar))
            case nil: break
            }
        }
    }

    private struct Trouble: Error { let text: String }

    private static func answer(_ text: String) { FileHandle.standardOutput.write(Data("\(text)\n".utf8)) }

    private static func run(_ command: String, _ texts: [[UInt8]], _ grammar: Grammar) throws -> String {
        func parse(_ text: [UInt8]) throws -> ConfigTree { try ConfigTree(parsing: text, grammar: grammar) }
        if command == "parse" { return try seconds { _ = try texts.map(parse) } }
        let trees = try texts.map(parse)
        switch command {
        case "patch": return try seconds { _ = try trees[0].patch(to: trees[1]) }
        case "diff": return seconds { _ = ConfigDiff(from: trees[0], to: trees[1]).lines }
        case "commands":
            return String(decoding: try JSONEncoder().encode(trees[0].patch(to: trees[1])), as: UTF8.self)
        default: throw Trouble(text: command)
        }
    }

    private static func seconds(_ work: () throws -> Void) rethrows -> String {
        let clock = ContinuousClock()
        let start = clock.now
        try work()
        let time = clock.now - start
        return "\(Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18)"
    }
}
