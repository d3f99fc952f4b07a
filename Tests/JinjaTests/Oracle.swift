import Foundation
import Jinja

/// Python's jinja2, asked for the result of many cases at once.
enum Oracle {
    struct Unavailable: Error, CustomStringConvertible {
        let description: String
    }

    static let folder = URL(filePath: #filePath).deletingLastPathComponent()

    /// What Python's jinja2 says to each line, in order.
    static func results(of lines: [String]) throws -> [Value] {
        let input = Data((lines.joined(separator: "\n") + "\n").utf8)
        return try self.run("oracle.py", [], input: input).split(separator: "\n").map { try Value(json: String($0)) }
    }

    /// The file of cases recorded from Jinja2's own tests; the first call fetches them from PyPI into `var`.
    static func upstream() throws -> URL {
        let folder = self.folder.deletingLastPathComponent().deletingLastPathComponent().appending(path: "var/jinja2")
        let path = try self.run("upstream.py", [folder.path], input: Data())
        return URL(filePath: path.split(separator: "\n").last.map(String.init) ?? "")
    }

    /// What a script writes; the interpreter is NETSTACKS_TEST_PYTHON, else `python3` of the path.
    private static func run(_ script: String, _ arguments: [String], input: Data) throws -> String {
        let python = ProcessInfo.processInfo.environment["NETSTACKS_TEST_PYTHON"] ?? "python3"
        let scratch = FileManager.default.temporaryDirectory.appending(path: "jinja-oracle-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: scratch) }
        let given = scratch.appending(path: "input")
        let output = scratch.appending(path: "output")
        try input.write(to: given)
        try Data().write(to: output)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [python, self.folder.appending(path: script).path] + arguments
        process.standardInput = try FileHandle(forReadingFrom: given)
        process.standardOutput = try FileHandle(forWritingTo: output)
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Unavailable(
                description: """
                    \(python) could not run \(script): install Tests/requirements.txt \
                    or name an interpreter that has it in NETSTACKS_TEST_PYTHON
                    """)
        }
        return try String(contentsOf: output, encoding: .utf8)
    }
}
