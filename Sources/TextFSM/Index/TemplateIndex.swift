import Synchronization

/// Which templates parse the output of a command: the `index` file of a collection such as ntc-templates.
///
/// It means what `clitable` of Google's `textfsm` makes of it: the first row counts of which every column fits.
public final class TemplateIndex: Sendable {
    /// A row: the templates' file names and what the command must be like.
    struct Row: Sendable {
        let templates: [String]
        let platform: RuleExpression?
        let command: RuleExpression?
    }

    private let rows: [Row]
    private let mostGroups: Int
    /// The rows that fit a platform, in their order; they are looked for once.
    private let known = Mutex<[String: [Row]]>([:])

    /// So many platforms are remembered; names come from requests.
    private static let mostPlatforms = 1024
    private static let longestCommand = 4096

    /// The number of rows.
    public var count: Int { self.rows.count }

    /// The names of all templates.
    public var templates: Set<String> { Set(self.rows.flatMap(\.templates)) }

    /// Reads the text of an index; throws a `TextFSMError` with its line for what is wrong.
    public init(_ source: String) throws(TextFSMError) {
        var header: [String]?
        var rows: [Row] = []
        for (number, line) in PythonText.linesOfFile(source).enumerated() {
            guard let names = header else {
                let words = line.split(separator: "#", omittingEmptySubsequences: false).first.map(String.init) ?? ""
                if !PythonText.stripped(words).isEmpty { header = Self.fields(words) }
                continue
            }
            // As there, a row with another number of columns is none.
            let fields = Self.fields(line)
            guard !line.hasPrefix("#"), fields.count == names.count else { continue }
            let row = Dictionary(zip(names, fields), uniquingKeysWith: { first, _ in first })
            guard let templates = row["Template"] else {
                throw TextFSMError(.index, "The index has no column «Template»", templateLine: number + 1)
            }
            rows.append(
                Row(
                    templates: templates.split(separator: ":", omittingEmptySubsequences: false).map(String.init),
                    platform: try Self.expression(row["Platform"], number + 1),
                    command: try Self.expression(row["Command"].map(Self.completed), number + 1)))
        }
        guard header?.contains("Template") ?? false else {
            throw TextFSMError(.index, "The index has no column «Template»")
        }
        self.rows = rows
        self.mostGroups =
            rows.map { max($0.platform?.translated.groupCount ?? 0, $0.command?.translated.groupCount ?? 0) }.max() ?? 0
    }

    /// The file names of the templates that together parse the output of `command` on `platform`; nil when there are none.
    public func templates(platform: String, command: String) -> [String]? {
        guard command.utf8.count <= Self.longestCommand, platform.utf8.count <= Self.longestCommand,
            let space = MatchSpace(groups: self.mostGroups, isDeep: false)
        else { return nil }
        let rows = self.rows(of: platform, space)
        return rows.first { Self.fits($0.command, command, space) }?.templates
    }

    private func rows(of platform: String, _ space: MatchSpace) -> [Row] {
        if let known = self.known.withLock({ $0[platform] }) { return known }
        let found = self.rows.filter { Self.fits($0.platform, platform, space) }
        self.known.withLock {
            if $0.count >= Self.mostPlatforms { $0.removeAll() }
            $0[platform] = found
        }
        return found
    }

    private static func fits(_ expression: RuleExpression?, _ text: String, _ space: MatchSpace) -> Bool {
        guard let expression else { return true }
        var text = text
        return text.withUTF8 { bytes in
            let alphabet: CompiledExpression.Alphabet = bytes.allSatisfy { $0 < 0x80 } ? .ascii : .unicode
            // The index was checked when it was read; a command that takes too many steps fits nothing.
            guard let compiled = try? expression.compiled(for: alphabet), compiled.beginning.allows(bytes.first) else {
                return false
            }
            return (try? compiled.matches(bytes, in: space)) ?? false
        }
    }

    private static func fields(_ line: String) -> [String] {
        line.split(separator: ",", omittingEmptySubsequences: false).map { PythonText.stripped(String($0)) }
    }

    private static func expression(_ source: String?, _ line: Int) throws(TextFSMError) -> RuleExpression? {
        guard let source, !source.isEmpty else { return nil }
        do throws(ExpressionProblem) {
            return RuleExpression(try PythonExpression(source))
        } catch {
            throw TextFSMError(.index, "The expression «\(source)» \(error.words)", templateLine: line)
        }
    }

    /// `sh[[ow]]` as an expression for `sh`, `sho` and `show`.
    static func completed(_ source: String) -> String {
        var result = ""
        var rest = source[...]
        while let start = rest.firstRange(of: "[["),
            let end = rest[start.upperBound...].dropFirst().firstRange(of: "]]")
        {
            let word = rest[start.upperBound..<end.lowerBound]
            result += rest[..<start.lowerBound]
            result += "(" + word.map(String.init).joined(separator: "(") + String(repeating: ")?", count: word.count)
            rest = rest[end.upperBound...]
        }
        return result + rest
    }
}
