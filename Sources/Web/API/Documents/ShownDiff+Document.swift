import Domain
import Services

extension ShownDiff {
    /// The difference as the API shows it.
    var document: JSONValue {
        .object([
            "added": JSONValue(addedCount), "removed": JSONValue(removedCount),
            "lines": .array(
                lines.map { .object(["kind": JSONValue(choice: $0.kind), "text": JSONValue($0.text)]) }),
        ])
    }

    /// The difference as text: each line begins with a space, + or -.
    var text: String {
        lines.map { line in
            switch line.kind {
            case .context: " \(line.text)\n"
            case .added: "+\(line.text)\n"
            case .removed: "-\(line.text)\n"
            }
        }.joined()
    }
}
