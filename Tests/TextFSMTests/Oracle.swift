import Foundation
import TextFSM

/// Python's textfsm and ntc_templates, asked for the rows of many outputs at once.
enum Oracle {
    struct Unavailable: Error, CustomStringConvertible { let description: String }

    /// An output with a template's text, or with the platform and command by which the collection's index is asked.
    struct Case: Codable {
        var template: String?
        var platform: String?
        var command: String?
        let text: String
    }

    /// Rows or an error; what kind of error is each engine's own.
    struct Answer: Decodable {
        let rows: [[String: Cell]]?
    }

    enum Cell: Decodable, Equatable {
        case nothing
        case text(String)
        case list([Cell])
        case groups([String: Cell])

        init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            if value.decodeNil() {
                self = .nothing
            } else if let text = try? value.decode(String.self) {
                self = .text(text)
            } else if let list = try? value.decode([Cell].self) {
                self = .list(list)
            } else {
                self = .groups(try value.decode([String: Cell].self))
            }
        }
    }

    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    static let root = folder.deletingLastPathComponent().deletingLastPathComponent()

    static func cases(_ arguments: [String]) throws -> [Case] {
        try self.lines(try self.run(arguments, input: Data())).map { try JSONDecoder().decode(Case.self, from: $0) }
    }

    static func answers(to cases: [Case]) throws -> [Answer] {
        let input = try cases.map { try JSONEncoder().encode($0) + Data([10]) }.reduce(Data(), +)
        return try self.lines(try self.run(["rows"], input: input)).map {
            try JSONDecoder().decode(Answer.self, from: $0)
        }
    }

    static func lines(_ data: Data) -> [Data] { data.split(separator: 10).map { Data($0) } }

    private static func run(_ arguments: [String], input: Data) throws -> Data {
        let python = ProcessInfo.processInfo.environment["NETSTACKS_TEST_PYTHON"] ?? "python3"
        let scratch = FileManager.default.temporaryDirectory.appending(path: "textfsm-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: scratch) }
        let (given, output) = (scratch.appending(path: "input"), scratch.appending(path: "output"))
        try input.write(to: given)
        try Data().write(to: output)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [python, self.folder.appending(path: "oracle.py").path] + arguments
        process.standardInput = try FileHandle(forReadingFrom: given)
        process.standardOutput = try FileHandle(forWritingTo: output)
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Unavailable(
                description: "\(python) could not run oracle.py: install Tests/requirements.txt, or name an interpreter "
                    + "that has it in NETSTACKS_TEST_PYTHON")
        }
        return try Data(contentsOf: output)
    }
}
