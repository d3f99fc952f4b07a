import ConfigTree
public import Domain
import Persistence

extension BackupService {
    /// Points that one blame looks through.
    static let mostBlamed = 200

    /// Which point brought each line of a backup, looking back over at most 200 points.
    public func blame(of backup: Backup, by actor: Actor) async throws -> Blame {
        try actor.require(.view)
        let secrets = try await platform(of: backup).secrets
        let points =
            [backup]
            + (try await BackupRepository(database).goodPoints(before: backup, limit: Self.mostBlamed))
        let isCut = points.count > Self.mostBlamed
        let looked = Array(points.prefix(Self.mostBlamed))
        var series = ContentSeries(contents)
        var texts: [String] = []
        for point in looked { texts.append(try await series.text(point.content)) }
        let newest = texts[0]
        let answer = Blame.attribute(texts, isCut: isCut)
        let shown = secrets.redact(TextDiff(from: "", to: newest).lines.map(\.text))
        return Blame(
            lines: zip(shown, answer).map { Blame.Line(text: $0, point: $1) }, points: looked, isCut: isCut)
    }
}
