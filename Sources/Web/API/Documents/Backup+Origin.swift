import Domain
import Services

extension Blame {
    /// The lines, each with the point that brought it, and the points.
    var document: JSONValue {
        .object([
            "lines": .array(
                lines.map { line in
                    .object([
                        "text": .string(line.text),
                        "backup_id": JSONValue(nullable: line.point.map { points[$0].id }),
                        "number": line.point.map { .integer(points[$0].number) } ?? .null,
                    ])
                }),
            "points": .array(points.map(\.document)), "is_cut": .bool(isCut),
        ])
    }
}

extension BackupService.Drift {
    /// The two points and how they differ.
    var document: JSONValue {
        .object([
            "is_there": .bool(isThere), "after": after.document, "now": now.document,
            "added": counts.map { .integer($0.added) } ?? .null,
            "removed": counts.map { .integer($0.removed) } ?? .null,
        ])
    }
}
