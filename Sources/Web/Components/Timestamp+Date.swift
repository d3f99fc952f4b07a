import Foundation

extension Component.Timestamp {
    /// A time as pages show it; without one, the word for «never».
    init(_ date: Date?, never: String = "never") {
        guard let date else {
            self.init(iso: "", text: never)
            return
        }
        self.init(
            iso: date.formatted(.iso8601),
            text: date.formatted(
                .verbatim(
                    "\(year: .defaultDigits)-\(month: .twoDigits)-\(day: .twoDigits) \(hour: .twoDigits(clock: .twentyFourHour, hourCycle: .zeroBased)):\(minute: .twoDigits) UTC",
                    timeZone: .gmt, calendar: Calendar(identifier: .gregorian))))
    }
}
