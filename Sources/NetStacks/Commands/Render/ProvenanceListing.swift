import Jinja

/// A rendered text with the origin of each line before it: `switch.j2:12 │ interface Gi0/1`.
enum ProvenanceListing {
    static func text(_ traced: TracedText) -> String {
        let marks = traced.origins.map { "\($0.template):\($0.line)" }
        let width = marks.map(\.count).max() ?? 0
        let lines = traced.text.utf8.split(separator: 10, omittingEmptySubsequences: false)
        return zip(marks, lines).map { mark, line in
            mark + String(repeating: " ", count: width - mark.count) + " │ "
                + String(decoding: Array(line), as: UTF8.self)
                + "\n"
        }.joined()
    }
}
