import Foundation

/// Python's cronsim, asked for the next times of many expressions at once.
enum CronOracle {
    struct Unavailable: Error, CustomStringConvertible {
        let description: String
    }

    struct Question {
        let expression: String
        let zone: String
        let from: Date
        let count: Int
    }

    /// The next times of each question in seconds since 1970; `nil` for an expression that is refused.
    ///
    /// The interpreter is NETSTACKS_TEST_PYTHON, else `python3` of the path.
    static func answers(to questions: [Question]) throws -> [[Int]?] {
        let python = ProcessInfo.processInfo.environment["NETSTACKS_TEST_PYTHON"] ?? "python3"
        let scratch = FileManager.default.temporaryDirectory.appending(path: "cron-oracle-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
        // A scratch folder that stays is the system's to remove.
        defer { try? FileManager.default.removeItem(at: scratch) }
        let (input, output) = (scratch.appending(path: "questions"), scratch.appending(path: "answers"))
        let lines = questions.map { one in
            "\(one.zone)|\(Int(one.from.timeIntervalSince1970))|\(one.count)|\(one.expression)\n"
        }
        try Data(lines.joined().utf8).write(to: input)
        try Data().write(to: output)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [python, "-c", script]
        process.standardInput = try FileHandle(forReadingFrom: input)
        process.standardOutput = try FileHandle(forWritingTo: output)
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Unavailable(
                description: """
                    \(python) could not run cronsim: install it (pip install cronsim==2.8) \
                    or name an interpreter that has it in NETSTACKS_TEST_PYTHON
                    """)
        }
        return try String(contentsOf: output, encoding: .utf8).split(separator: "\n").map { line in
            line == "refused" ? nil : line.split(separator: " ").dropFirst().compactMap { Int($0) }
        }
    }

    private static let script = """
        import sys
        from datetime import datetime, timezone
        from zoneinfo import ZoneInfo
        from cronsim import CronSim, CronSimError

        for line in sys.stdin:
            zone, start, count, expression = line.rstrip("\\n").split("|")
            zone = timezone.utc if zone == "UTC" else ZoneInfo(zone)
            try:
                times = CronSim(expression, datetime.fromtimestamp(int(start), zone))
                found = [str(int(next(times).timestamp())) for _ in range(int(count))]
                print("times", *found)
            except StopIteration:
                print("times")
            except CronSimError:
                print("refused")
        """
}
