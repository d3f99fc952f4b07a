import Foundation
import Jinja

/// Python's jinja2, asked for the result of many cases at once.
enum Oracle {
    struct Unavailable: Error, CustomStringConvertible {
        let description: String
    }

    static let folder = URL(filePath: #filePath).deletingLastPathComponent()

    /// The interpreter: NETSTACKS_TEST_PYTHON, else `python3` of the path.
    static func results(of lines: [String]) throws -> [Value] {
        let python = ProcessInfo.processInfo.environment["NETSTACKS_TEST_PYTHON"] ?? "python3"
        let scratch = FileManager.default.temporaryDirectory.appending(path: "jinja-oracle-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: scratch) }
        let input = scratch.appending(path: "cases")
        let output = scratch.appending(path: "results")
        try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: input)
        try Data().write(to: output)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [python, self.folder.appending(path: "oracle.py").path]
        process.standardInput = try FileHandle(forReadingFrom: input)
        process.standardOutput = try FileHandle(forWritingTo: output)
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Unavailable(
                description: """
                    \(python) could not run jinja2: install it (pip install jinja2==3.1.6) \
                    or name an interpreter that has it in NETSTACKS_TEST_PYTHON
                    """)
        }
        return try String(contentsOf: output, encoding: .utf8).split(separator: "\n").map {
            try Value(json: String($0))
        }
    }
}
