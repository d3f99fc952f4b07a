/// A change that did not come as predicted.
public struct Deviation: Sendable, Equatable, Codable, CustomStringConvertible {
    /// In which way it deviates.
    public enum Kind: String, Sendable, Codable {
        /// Predicted, and not there.
        case missing
        /// There, and not predicted.
        case surplus
    }

    /// In which way it deviates.
    public let kind: Kind
    /// Whether the line was added or removed.
    public let change: ConfigDiff.Kind
    /// The sections the line stands in, outermost first.
    public let path: [String]
    /// The line; redact it before showing.
    public let line: String

    /// One line for a record: what, which change, and where. It holds the line; redact it before showing.
    public var description: String {
        (kind == .missing ? "did not happen: " : "not predicted: ") + (change == .added ? "+ " : "- ")
            + (path + [line]).joined(separator: " / ")
    }
}

extension ConfigDiff: Equatable {
    /// True when the same lines were added and removed under the same parents.
    public static func == (left: ConfigDiff, right: ConfigDiff) -> Bool { left.canonical == right.canonical }

    private struct Entry: Equatable {
        let kind: Kind
        let text: String
        let depth: Int
    }

    /// Changes and their parents in a fixed order.
    private var canonical: [Entry] {
        var counts = [Bool](repeating: false, count: lines.count)
        for index in lines.indices.reversed() where !(lines[index].isFrame ?? false) {
            if lines[index].kind != .context { counts[index] = true }
            if lines[index].path != nil { continue }
            if counts[index], let parent = lines[index].parent, parent < index { counts[parent] = true }
        }
        var children: [Int: [Int]] = [:]
        for index in lines.indices where counts[index] {
            children[lines[index].path != nil ? -1 : lines[index].parent ?? -1, default: []].append(index)
        }
        var result: [Entry] = []
        var stack = sorted(children[-1] ?? [])
        while let index = stack.popLast() {
            result.append(
                Entry(
                    kind: lines[index].kind, text: lines[index].essence,
                    depth: lines[index].path == nil ? lines[index].depth : 0))
            if let below = children[index] { stack.append(contentsOf: sorted(below)) }
        }
        return result
    }

    /// Siblings in a fixed order, the last one first.
    private func sorted(_ siblings: [Int]) -> [Int] {
        siblings.map { index -> (String, String, Int) in
            let line = lines[index]
            if let order = line.order { return (order, line.kind.rawValue, index) }
            return (" " + line.essence, line.kind.rawValue, index)
        }
        .sorted { $0 > $1 }.map { $0.2 }
    }

    /// What did not come of the prediction, and what came besides; empty exactly when only positions differ.
    public func unexpected(comparedTo predicted: ConfigDiff) -> [Deviation] {
        var open: [String: [Int]] = [:]
        for index in predicted.lines.indices where predicted.lines[index].isChange {
            open[predicted.identity(of: index), default: []].append(index)
        }
        var surplus: [Deviation] = []
        for index in lines.indices where lines[index].isChange {
            if open[identity(of: index)]?.popLast() == nil { surplus.append(deviation(.surplus, index)) }
        }
        return open.values.flatMap { $0 }.sorted().map { predicted.deviation(.missing, $0) } + surplus
    }

    private func identity(of index: Int) -> String {
        let above = lines[index].path == nil ? path(of: index) : []
        return ([lines[index].kind.rawValue] + above + [lines[index].essence]).joined(separator: "\u{1F}")
    }

    private func deviation(_ kind: Deviation.Kind, _ index: Int) -> Deviation {
        Deviation(kind: kind, change: lines[index].kind, path: path(of: index), line: lines[index].text)
    }
}

extension ConfigDiff.Line {
    /// What two differences are compared by.
    fileprivate var essence: String { comparable ?? path ?? text }

    /// True for a line that came or went, and that no other line stands for.
    fileprivate var isChange: Bool { kind != .context && !(isFrame ?? false) }
}
