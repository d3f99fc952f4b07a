public import Domain
public import Postgres

// Stored as their raw values; the CHECK constraints list the same words.
extension ScheduleAction: PostgresEncodable, PostgresDecodable {}
extension ScheduleTiming.Kind: PostgresEncodable, PostgresDecodable {}
extension ScheduleSelection.Kind: PostgresEncodable, PostgresDecodable {}
extension ScheduleRules.Misfire: PostgresEncodable, PostgresDecodable {}
extension ScheduleTerms.Overlap: PostgresEncodable, PostgresDecodable {}
extension ScheduleRun.Reason: PostgresEncodable, PostgresDecodable {}

extension ZoneName: PostgresEncodable, PostgresDecodable {}
extension WallTime: PostgresEncodable, PostgresDecodable {}

extension CronExpression: PostgresEncodable, PostgresDecodable {
    /// The text as written.
    public var postgresValue: PostgresValue { text.postgresValue }

    /// Reads an expression again; one that is not understood any more does not decode.
    public init?(postgresText: String) {
        // try?: nil becomes the error «undecodable», which names the column.
        guard let expression = try? CronExpression(postgresText) else { return nil }
        self = expression
    }
}
