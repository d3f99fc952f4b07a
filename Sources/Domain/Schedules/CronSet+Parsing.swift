extension CronSet {
    /// Reads one field.
    init(_ text: String, _ field: CronField) throws(CronError) {
        var reading = CronFieldReading(field: field)
        for item in text.split(separator: ",", omittingEmptySubsequences: false) {
            try reading.read(String(item), of: text)
        }
        self.init(
            reading.numbers, hasLastDay: reading.hasLastDay, lastWeekdays: reading.lastWeekdays,
            numberedWeekdays: reading.numberedWeekdays, isStarred: text.hasPrefix("*") || text.hasPrefix("?"))
    }
}

/// Takes the items of one field's list, one after the other.
struct CronFieldReading {
    let field: CronField
    private(set) var numbers: Set<Int> = []
    private(set) var hasLastDay = false
    private(set) var lastWeekdays: Set<Int> = []
    private(set) var numberedWeekdays: Set<CronSet.NumberedWeekday> = []

    init(field: CronField) {
        self.field = field
    }

    mutating func read(_ item: String, of whole: String) throws(CronError) {
        guard !item.isEmpty else {
            throw problem(.unreadable, whole, "has an empty place in its list")
        }
        let upper = item.uppercased()
        if upper == "L", field == .dayOfMonth {
            hasLastDay = true
            return
        }
        if field == .dayOfWeek {
            // No name of a day ends with L.
            if upper.hasSuffix("L") {
                lastWeekdays.insert(try number(String(item.dropLast()), in: item) % 7)
                return
            }
            let parts = item.split(separator: "#", omittingEmptySubsequences: false).map(String.init)
            if parts.count == 2 {
                guard let count = Int(parts[1]), (1...5).contains(count), parts[1].isDigits(count: 1) else {
                    throw problem(.badDay, item, "needs a number from 1 to 5 after #")
                }
                numberedWeekdays.insert(.init(weekday: try number(parts[0], in: item) % 7, number: count))
                return
            }
        }
        try readNumbers(item)
    }

    private mutating func readNumbers(_ item: String) throws(CronError) {
        let parts = item.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count <= 2 else { throw problem(.unreadable, item, "has more than one step") }
        var range = try range(parts[0], in: item)
        var step = 1
        if parts.count == 2 {
            guard let number = Int(parts[1]), parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }), number > 0,
                number <= field.bounds.upperBound
            else { throw problem(.badStep, item, "needs a step from 1 to \(field.bounds.upperBound) after /") }
            step = number
            // «10/5» begins at 10 and goes on to the end.
            if range.count == 1 { range = range.lowerBound...field.bounds.upperBound }
        }
        for number in stride(from: range.lowerBound, through: range.upperBound, by: step) {
            numbers.insert(field == .dayOfWeek ? number % 7 : number)
        }
    }

    private func range(_ text: String, in item: String) throws(CronError) -> ClosedRange<Int> {
        if text == "*" { return field.bounds }
        if text == "?" {
            guard field == .dayOfMonth || field == .dayOfWeek else {
                throw problem(.unreadable, item, "is possible in the day fields only")
            }
            return field.bounds
        }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        let first = try number(parts[0], in: item)
        guard parts.count > 1 else { return first...first }
        guard parts.count == 2 else { throw problem(.unreadable, item, "is no range") }
        var last = try number(parts[1], in: item)
        // FRI-SUN ends with the Sunday after.
        if field == .dayOfWeek, last == 0, first > 0 { last = 7 }
        guard first <= last else {
            throw problem(.backwards, item, "begins after its end; divide it in two, such as 22-23,0-6")
        }
        return first...last
    }

    private func number(_ text: String, in item: String) throws(CronError) -> Int {
        if let index = field.names.firstIndex(of: text.uppercased()) { return index + field.firstNamed }
        guard !text.isEmpty, text.utf8.count <= 4, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let number = Int(text)
        else { throw problem(.unreadable, item, "cannot be read") }
        guard field.bounds.contains(number) else { throw problem(.outOfRange, item, "is out of range") }
        return number
    }

    private func problem(_ code: CronError.Code, _ text: String, _ what: String) -> CronError {
        let shown = text.isEmpty ? "The text" : "«\(text)»"
        let name = field.rawValue.prefix(1).uppercased() + field.rawValue.dropFirst()
        return CronError(code, field: field, text: text, "\(name): \(shown) \(what). Allowed is \(field.allowed).")
    }
}
