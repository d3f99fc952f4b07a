import Foundation
import Jinja

/// Python's jinja2 with Ansible's filters and tests, asked for the result of many cases at once.
enum AnsibleOracle {
    struct Unavailable: Error, CustomStringConvertible {
        let description: String
    }

    static let folder = Oracle.folder.appending(path: "Cases/Ansible")

    /// Every case of the folder, in order.
    static func cases() throws -> [TemplateCase] {
        let files = try FileManager.default.contentsOfDirectory(atPath: self.folder.path)
        return try files.filter { $0.hasSuffix(".jsonl") }.sorted().flatMap { file in
            try String(contentsOf: self.folder.appending(path: file), encoding: .utf8)
                .split(separator: "\n").enumerated()
                .map { try TemplateCase(place: "\(file):\($0.offset + 1)", line: String($0.element)) }
        }
    }

    /// The interpreter is that of `Oracle`; the collections are in NETSTACKS_TEST_COLLECTIONS, else in var/ansible.
    static func results(of lines: [String]) throws -> [Value] {
        let environment = ProcessInfo.processInfo.environment
        let python = environment["NETSTACKS_TEST_PYTHON"] ?? "python3"
        let root = Oracle.folder.deletingLastPathComponent().deletingLastPathComponent()
        let collections = environment["NETSTACKS_TEST_COLLECTIONS"] ?? root.appending(path: "var/ansible").path
        let scratch = FileManager.default.temporaryDirectory.appending(path: "ansible-oracle-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: scratch) }
        let input = scratch.appending(path: "cases")
        let output = scratch.appending(path: "results")
        try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: input)
        try Data().write(to: output)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [python, self.folder.appending(path: "oracle.py").path, collections]
        process.standardInput = try FileHandle(forReadingFrom: input)
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = FileHandle.nullDevice
        process.environment = environment.merging(["ANSIBLE_HOME": scratch.path, "TZ": "UTC"]) { $1 }
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Unavailable(
                description: """
                    \(python) could not run Ansible's filters with the collections in \(collections); \
                    bin/test installs both
                    """)
        }
        return try String(contentsOf: output, encoding: .utf8).split(separator: "\n").map {
            try Value(json: String($0))
        }
    }
}
