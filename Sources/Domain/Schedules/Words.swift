/// Pieces of sentences about times.
enum Words {
    static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    static let ordinals = ["first", "second", "third", "fourth", "fifth"]

    /// «a», «a and b», «a, b and c».
    static func list(_ parts: [String]) -> String {
        guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
        return parts.dropLast().joined(separator: ", ") + " and " + last
    }

    /// «1 minute», «15 minutes».
    static func minute(_ number: Int) -> String { "\(number) minute\(number == 1 ? "" : "s")" }

    /// The distance of numbers that go on evenly to the end of their field; `nil` when they do not.
    static func step(_ values: [Int], through last: Int) -> Int? {
        guard values.count > 1 else { return nil }
        let step = values[1] - values[0]
        let isEven = zip(values, values.dropFirst()).allSatisfy { $1 - $0 == step }
        return isEven && step > 1 && (values.last ?? 0) + step > last ? step : nil
    }

    /// Neighbouring numbers put together.
    static func spans(_ values: [Int]) -> [ClosedRange<Int>] {
        var spans: [ClosedRange<Int>] = []
        for value in values {
            if let last = spans.last, last.upperBound + 1 == value {
                spans[spans.count - 1] = last.lowerBound...value
            } else {
                spans.append(value...value)
            }
        }
        return spans
    }

    /// A span of minutes in the largest unit that fits, for example «6 hours».
    static func span(minutes: Int) -> String {
        let (number, unit) =
            minutes % 1440 == 0
            ? (minutes / 1440, "day") : minutes % 60 == 0 ? (minutes / 60, "hour") : (minutes, "minute")
        return number == 1 ? unit : "\(number) \(unit)s"
    }
}
