import Foundation

/// Python's hier_config, asked for its commands between many configurations at once.
enum HierConfig {
    struct Unavailable: Error, CustomStringConvertible {
        let description: String
    }

    struct Question: Encodable {
        let platform: String
        let running: String
        let desired: String
    }

    enum Answer: Decodable {
        case commands([String])
        /// It cannot read the configurations; why.
        case refused(String)
        /// It does not know the platform.
        case unknown

        init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            if value.decodeNil() {
                self = .unknown
            } else if let why = try? value.decode(String.self) {
                self = .refused(why)
            } else {
                self = .commands(try value.decode([String].self))
            }
        }
    }

    /// Its commands for each question, in order.
    static func answers(_ questions: [Question]) throws -> [Answer] {
        let encoder = JSONEncoder()
        let lines = try questions.map { String(decoding: try encoder.encode($0), as: UTF8.self) + "\n" }
        let answers = try run(Data(lines.joined().utf8)).split(separator: "\n")
        return try answers.map { try JSONDecoder().decode(Answer.self, from: Data($0.utf8)) }
    }

    /// What the script writes; the interpreter is NETSTACKS_TEST_PYTHON, else `python3` of the path.
    private static func run(_ input: Data) throws -> String {
        let python = ProcessInfo.processInfo.environment["NETSTACKS_TEST_PYTHON"] ?? "python3"
        let scratch = FileManager.default.temporaryDirectory.appending(path: "hier-config-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: scratch) }
        let given = scratch.appending(path: "input")
        let output = scratch.appending(path: "output")
        try input.write(to: given)
        try Data().write(to: output)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [python, Platform.tests.appending(path: "Cases/hier_config/oracle.py").path]
        process.standardInput = try FileHandle(forReadingFrom: given)
        process.standardOutput = try FileHandle(forWritingTo: output)
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Unavailable(
                description: """
                    \(python) could not run hier_config: install Tests/requirements.txt \
                    or name an interpreter that has it in NETSTACKS_TEST_PYTHON
                    """)
        }
        return try String(contentsOf: output, encoding: .utf8)
    }
}
