/// Makes expressions that both crons understand.
enum RandomCron {
    static func expression(_ random: inout SeededGenerator, hasFixedTimes: Bool = false) -> String {
        let minute = field(0...59, [], &random, isStarred: hasFixedTimes ? false : nil)
        let hour = field(0...23, [], &random, isStarred: hasFixedTimes ? false : nil)
        var day = field(1...31, [], &random)
        if Int.random(in: 0..<8, using: &random) == 0 { day = "L" }
        let month = field(1...12, months, &random, isStarred: Int.random(in: 0..<3, using: &random) > 0 ? true : nil)
        var weekday = field(0...7, weekdays, &random)
        switch Int.random(in: 0..<12, using: &random) {
        case 0: weekday = "\(Int.random(in: 0...7, using: &random))L"
        case 1: weekday = "\(weekdays.randomElement(using: &random) ?? "")#\(Int.random(in: 1...5, using: &random))"
        case 2: weekday = "MON#1,3L,FRI"
        default: break
        }
        return "\(minute) \(hour) \(day) \(month) \(weekday)"
    }

    private static let months = [
        "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC",
    ]
    private static let weekdays = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"]

    private static func field(
        _ bounds: ClosedRange<Int>, _ names: [String], _ random: inout SeededGenerator, isStarred: Bool? = nil
    ) -> String {
        let kind = Int.random(in: 0..<10, using: &random)
        if isStarred == true || isStarred == nil && kind < 4 {
            return kind < 3 || isStarred == true ? "*" : "*/\(Int.random(in: 1...7, using: &random))"
        }
        let items = (0..<(kind < 8 ? 1 : 3)).map { _ in item(bounds, names, &random) }
        return items.joined(separator: ",")
    }

    private static func item(
        _ bounds: ClosedRange<Int>, _ names: [String], _ random: inout SeededGenerator
    ) -> String {
        let first = Int.random(in: bounds, using: &random)
        let last = Int.random(in: first...bounds.upperBound, using: &random)
        switch Int.random(in: 0..<6, using: &random) {
        case 0: return "\(first)-\(last)"
        // Cronsim refuses the name of Sunday at the end of a range, so these are numbers.
        case 1: return "\(first)-\(last)/\(Int.random(in: 1...5, using: &random))"
        case 2: return "\(first)/\(Int.random(in: 1...6, using: &random))"
        case 3 where !names.isEmpty: return names.randomElement(using: &random)?.lowercased() ?? ""
        default: return "\(first)"
        }
    }
}

/// The same numbers on every run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
