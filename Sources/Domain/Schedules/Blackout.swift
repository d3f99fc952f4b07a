/// Days on which a schedule does not run, written `2026-12-24 to 2027-01-02 Year-end freeze`.
public struct Blackout: Sendable, Hashable, Codable, CustomStringConvertible {
    public let first: CalendarDate
    /// The last day, itself without runs.
    public let last: CalendarDate
    /// Why, for people; at most 100 characters.
    public let name: String

    /// The form of a blackout, for a sentence.
    public static let rule =
        "must look like 2026-12-24 Christmas, or 2026-12-24 to 2027-01-02 Year-end freeze: at most a year, and a name"

    /// `nil` when it ends before it begins, lasts more than 366 days, or has no name.
    public init?(first: CalendarDate, last: CalendarDate, name: String) {
        guard first <= last, last.days - first.days < 366, (1...100).contains(name.count) else { return nil }
        self.first = first
        self.last = last
        self.name = name
    }

    /// Reads the written form.
    public init?(_ text: String) {
        let words = text.split { $0 == " " || $0 == "\t" }.map(String.init)
        guard let begin = words.first, let first = CalendarDate(begin) else { return nil }
        if words.count >= 4, words[1].lowercased() == "to" {
            guard let last = CalendarDate(words[2]) else { return nil }
            self.init(first: first, last: last, name: words.dropFirst(3).joined(separator: " "))
        } else {
            self.init(first: first, last: first, name: words.dropFirst().joined(separator: " "))
        }
    }

    /// The written form, which can be read again.
    public var description: String { first == last ? "\(first) \(name)" : "\(first) to \(last) \(name)" }

    /// Whether a day is one of its days.
    public func contains(_ date: CalendarDate) -> Bool { first <= date && date <= last }
}
