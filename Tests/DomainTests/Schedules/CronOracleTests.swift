import Domain
import Foundation
import Testing

/// The same next times as Python's cronsim, which follows Debian's cron.
struct CronOracleTests {
    @Test func `thousands of random expressions have the times that cronsim gives in UTC`() throws {
        var random = SeededGenerator(seed: 20_260_701)
        let questions = (0..<4000).map { _ in
            CronOracle.Question(
                expression: RandomCron.expression(&random), zone: "UTC",
                from: Date(timeIntervalSince1970: Double(Int.random(in: 0...2_500_000_000, using: &random))), count: 6)
        }
        try compare(questions)
    }

    @Test(arguments: ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"])
    func `times of a day agree with cronsim through the clock changes of a year`(zone: String) throws {
        let start = Date(timeIntervalSince1970: 1_767_225_600)  // 2026-01-01
        // Every half hour of the night as a time of its own, over more than a year.
        let fixed = (0..<4).flatMap { hour in ["0", "15", "30", "45"].map { "\($0) \(hour) * * *" } }
        // Cronsim looks for a single minute an hour apart, and so passes over one that comes back after half an hour.
        let elapsed = [
            "0 * * * *", "*/15 * * * *", "* * * * *", zone == "Australia/Lord_Howe" ? "10 * * * *" : "30 * * * *",
        ]
        let often = elapsed.flatMap { expression in
            Self.changes.map { CronOracle.Question(expression: expression, zone: zone, from: $0, count: 500) }
        }
        try compare(fixed.map { CronOracle.Question(expression: $0, zone: zone, from: start, count: 800) } + often)
    }

    @Test func `random times of a day agree with cronsim around clock changes`() throws {
        var random = SeededGenerator(seed: 4711)
        let zones = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"]
        let questions = (0..<1000).map { _ in
            CronOracle.Question(
                expression: RandomCron.expression(&random, hasFixedTimes: true),
                zone: zones.randomElement(using: &random) ?? "",
                from: Self.changes.randomElement(using: &random) ?? Date(), count: 12)
        }
        try compare(questions)
    }

    /// A few days before the changes of 2026 in the four zones.
    private static let changes = [
        1_772_900_000, 1_774_600_000, 1_775_200_000, 1_790_900_000, 1_792_800_000, 1_793_400_000,
    ]
    .map { Date(timeIntervalSince1970: $0) }

    private func compare(_ questions: [CronOracle.Question]) throws {
        let answers = try CronOracle.answers(to: questions)
        try #require(answers.count == questions.count)
        var agreeing = 0
        for (question, answer) in zip(questions, answers) {
            // try?: an expression that is refused must be refused by both.
            let ours = try? Self.times(question)
            // Cronsim refuses some dates that never come, where ours finds no time.
            let agrees = ours == answer || answer == nil && ours == []
            if agrees { agreeing += 1 }
            #expect(agrees, "\(question.expression) in \(question.zone) from \(question.from)")
        }
        print("Cron: \(agreeing) of \(questions.count) expressions agree with cronsim")
    }

    private static func times(_ question: CronOracle.Question) throws -> [Int] {
        let expression = try CronExpression(question.expression)
        let zone = try #require(ZoneName(question.zone))
        var times: [Int] = []
        var last = question.from
        while times.count < question.count, let next = expression.next(after: last, in: zone)?.instant {
            times.append(Int(next.timeIntervalSince1970))
            last = next
        }
        // The oracle gives all or nothing.
        return times.count == question.count ? times : []
    }
}
