public import Foundation

/// Work that is asked for again and again, or once at a set time.
public struct Schedule: Sendable, Hashable, Identifiable {
    /// The id of a schedule.
    public typealias ID = Identifier<Schedule>

    public let id: ID
    public let terms: ScheduleTerms
    public let isEnabled: Bool
    /// The first due time that nothing was decided about; none when it is off or over.
    public let nextDueAt: Date?
    public let createdAt: Date
    public let updatedAt: Date
    /// Who last changed it; none when that person is gone.
    public let updatedBy: UserReference?

    /// A schedule as stored.
    public init(
        id: ID, terms: ScheduleTerms, isEnabled: Bool, nextDueAt: Date?, createdAt: Date, updatedAt: Date,
        updatedBy: UserReference?
    ) {
        self.id = id
        self.terms = terms
        self.isEnabled = isEnabled
        self.nextDueAt = nextDueAt
        self.createdAt = createdAt
        self.updatedAt = updatedAt
        self.updatedBy = updatedBy
    }
}

/// What a person says about a schedule when adding or editing it.
public struct ScheduleTerms: Sendable, Hashable {
    /// Unique, compared without case.
    public var name: String
    public var action: ScheduleAction
    public var selection: ScheduleSelection
    public var timetable: Timetable
    public var rules: ScheduleRules
    public var overlap: Overlap

    /// What happens when a run is due while jobs of the one before still wait or run.
    public enum Overlap: String, Sendable, Hashable, Codable, CaseIterable {
        /// The new run is skipped, and the record says so.
        case skip
        /// Its jobs are queued behind the others.
        case queue
    }

    /// The terms; the service checks them.
    public init(
        name: String, action: ScheduleAction, selection: ScheduleSelection, timetable: Timetable,
        rules: ScheduleRules = ScheduleRules(), overlap: Overlap = .skip
    ) {
        self.name = name
        self.action = action
        self.selection = selection
        self.timetable = timetable
        self.rules = rules
        self.overlap = overlap
    }

    /// The timetable under its rules.
    public var agenda: ScheduleAgenda { ScheduleAgenda(timetable: timetable, rules: rules) }
}
