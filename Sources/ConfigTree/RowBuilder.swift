/// Finds for removed lines the added lines that took their places.
enum RowBuilder {
    /// In larger blocks lines stand side by side in their order.
    private static let mostPairs = 4_000
    /// Lines that have less in common are two changes.
    private static let leastSimilarity = 0.4

    static func rows(of lines: [SideBySide.Line]) -> [(row: SideBySide.Row, followsGap: Bool)] {
        var rows: [(SideBySide.Row, Bool)] = []
        var index = 0
        while index < lines.count {
            guard lines[index].kind != .context else {
                rows.append((same(lines[index]), lines[index].followsGap))
                index += 1
                continue
            }
            var end = index + 1
            while end < lines.count, lines[end].kind != .context, !lines[end].followsGap { end += 1 }
            rows += block(lines[index..<end]).enumerated().map { ($1, $0 == 0 && lines[index].followsGap) }
            index = end
        }
        return rows
    }

    /// The rows of changed lines that stand together: pairs in order, what has no partner between them.
    private static func block(_ lines: ArraySlice<SideBySide.Line>) -> [SideBySide.Row] {
        let old = lines.filter { $0.kind == .removed }
        let new = lines.filter { $0.kind == .added }
        var rows: [SideBySide.Row] = []
        var (i, j) = (0, 0)
        for (a, b) in pairs(old, new) + [(old.count, new.count)] {
            rows += old[i..<a].map { row(.removed, $0, nil) }
            rows += new[j..<b].map { row(.added, nil, $0) }
            if a < old.count, b < new.count { rows.append(row(.changed, old[a], new[b])) }
            (i, j) = (a + 1, b + 1)
        }
        return rows
    }

    /// Partners under the same parents, rising on both sides, with as much in common as can be.
    private static func pairs(_ old: [SideBySide.Line], _ new: [SideBySide.Line]) -> [(Int, Int)] {
        guard !old.isEmpty, !new.isEmpty, old.count * new.count <= mostPairs else { return [] }
        let width = new.count + 1
        var scores = [Double](repeating: 0, count: (old.count + 1) * width)
        var likeness = [Double](repeating: 0, count: old.count * new.count)
        for i in old.indices.reversed() {
            for j in new.indices.reversed() {
                let isNear = old[i].path == new[j].path
                let similar = isNear ? WordDiff.similarity(old[i].text, new[j].text) : 0
                likeness[i * new.count + j] = similar >= leastSimilarity ? similar : 0
                let taken = likeness[i * new.count + j] + scores[(i + 1) * width + j + 1]
                scores[i * width + j] = max(
                    likeness[i * new.count + j] > 0 ? taken : 0, scores[(i + 1) * width + j], scores[i * width + j + 1])
            }
        }
        var pairs: [(Int, Int)] = []
        var (i, j) = (0, 0)
        while i < old.count, j < new.count {
            let like = likeness[i * new.count + j]
            if like > 0, scores[i * width + j] == like + scores[(i + 1) * width + j + 1] {
                pairs.append((i, j))
                (i, j) = (i + 1, j + 1)
            } else if scores[(i + 1) * width + j] >= scores[i * width + j + 1] {
                i += 1
            } else {
                j += 1
            }
        }
        return pairs
    }

    private static func same(_ line: SideBySide.Line) -> SideBySide.Row {
        let spans = [SideBySide.Span(text: line.text, isChanged: false)]
        return .init(
            kind: .same, old: .init(spans: spans, number: line.oldNumber),
            new: .init(spans: spans, number: line.newNumber), path: line.path)
    }

    private static func row(
        _ kind: SideBySide.Kind, _ old: SideBySide.Line?, _ new: SideBySide.Line?
    ) -> SideBySide.Row {
        var spans = (
            old: old.map { [SideBySide.Span(text: $0.text, isChanged: false)] },
            new: new.map { [SideBySide.Span(text: $0.text, isChanged: false)] }
        )
        if let old, let new { spans = WordDiff.spans(old.text, new.text) }
        return .init(
            kind: kind, old: spans.old.map { .init(spans: $0, number: old?.oldNumber) },
            new: spans.new.map { .init(spans: $0, number: new?.newNumber) }, path: (new ?? old)?.path ?? [])
    }
}
