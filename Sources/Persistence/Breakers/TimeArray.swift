import Foundation
import Postgres

/// Times as a column of timestamptz[]; write `\(TimeArray(times))::timestamptz[]`.
struct TimeArray: PostgresEncodable, PostgresDecodable {
    let times: [Date]

    init(_ times: [Date]) {
        self.times = times
    }

    /// The server infers it from the cast.
    static var postgresType: PostgresType { .unknown }

    var postgresValue: PostgresValue {
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        return .text("{" + times.map { "\"\($0.formatted(style))\"" }.joined(separator: ",") + "}")
    }

    init?(postgresText: String) {
        guard postgresText.hasPrefix("{"), postgresText.hasSuffix("}") else { return nil }
        var times: [Date] = []
        for element in postgresText.dropFirst().dropLast().split(separator: ",") {
            guard let time = Date(postgresText: String(element.filter { $0 != "\"" })) else { return nil }
            times.append(time)
        }
        self.times = times
    }
}
