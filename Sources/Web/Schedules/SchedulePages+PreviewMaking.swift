import Domain
import Foundation
import Services

extension SchedulePages.Preview {
    /// The coming due times of some terms.
    init(_ terms: ScheduleTerms, _ entries: [ScheduleAgenda.Entry]) {
        self.init(
            timing: terms.timetable.words.capitalizedFirst,
            text: entries.isEmpty ? "There is no time to come." : "",
            rows: entries.map { Row($0, zone: terms.timetable.zone) })
    }
}

extension SchedulePages.Preview.Row {
    /// A due time on the clock of the schedule, and what was done to it.
    init(_ entry: ScheduleAgenda.Entry, zone: ZoneName) {
        let due = entry.due.instant
        let wall = zone.wall(at: due)
        var notes = entry.due.clock.note.map { [$0] } ?? []
        let (badge, moment): (Component.Badge, Date)
        switch entry.verdict {
        case .onTime: (badge, moment) = (Component.Badge(text: "Runs", tone: "success"), due)
        case .late(let later, _):
            (badge, moment) = (Component.Badge(text: "Waits", tone: "info"), later)
            notes.append("No window is open; waits until \(zone.wall(at: later).shown).")
        case .skipped(let cause):
            (badge, moment) = (Component.Badge(text: "Skipped", tone: "neutral"), due)
            notes.append(cause.note)
        }
        self.init(
            date: "\(wall.date.weekday.title.prefix(3)) \(wall.date)", clock: WallTime.clock(wall.minuteOfDay),
            offset: zone.offsetText(at: due), time: Component.Timestamp(moment), badge: badge, notes: notes)
    }
}

extension ClockRule {
    /// What happened to the time, as a sentence; `nil` when nothing did.
    var note: String? {
        switch self {
        case .ordinary: nil
        case .skipped(let wall):
            "Clocks go forward: \(WallTime.clock(wall.minuteOfDay)) does not exist that day, so it runs right after the gap."
        case .repeated(true): "Clocks go back: this time comes twice, and this is the first."
        case .repeated(false): "Clocks go back: this time comes twice, and this is the second."
        }
    }
}

extension ScheduleAgenda.SkipCause {
    /// Why it is skipped, as a sentence.
    fileprivate var note: String {
        switch self {
        case .blackout(let name): "Blackout: \(name)."
        case .missed(.windowClosed): "No window is open."
        case .missed(.notLookedAt): "No worker is there."
        case .tooLate: "No window opens within the grace."
        }
    }
}

extension ZoneName {
    /// The distance from UTC, for example «UTC+2» or «UTC+10:30».
    func offsetText(at instant: Date) -> String {
        let minutes = offset(at: instant) / 60
        if minutes == 0 { return "UTC" }
        let (hours, rest) = abs(minutes).quotientAndRemainder(dividingBy: 60)
        return "UTC\(minutes < 0 ? "−" : "+")\(hours)" + (rest == 0 ? "" : ":\(rest < 10 ? "0" : "")\(rest)")
    }
}
