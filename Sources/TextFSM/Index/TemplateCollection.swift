import Synchronization

/// A collection of templates with its index, such as ntc-templates: parses the output of a command on a platform.
public final class TemplateCollection: Sendable {
    /// Which templates there are for what.
    public let index: TemplateIndex
    private let load: @Sendable (String) throws -> String
    private let templates = Mutex<[String: TextFSMTemplate]>([:])

    /// A collection whose template texts `load` gives by file name, each when it is first needed.
    public init(index: TemplateIndex, load: @escaping @Sendable (String) throws -> String) {
        self.index = index
        self.load = load
    }

    /// The template of this file name; throws what is wrong with it, or that it cannot be read.
    public func template(_ name: String) throws(TextFSMError) -> TextFSMTemplate {
        if let known = self.templates.withLock({ $0[name] }) { return known }
        let source: String
        do {
            source = try self.load(name)
        } catch {
            throw TextFSMError(.index, "The template «\(name)» of the index cannot be read")
        }
        let template = try TextFSMTemplate(source)
        self.templates.withLock { $0[name] = template }
        return template
    }

    /// The table that `ntc_templates.parse_output` gives, but for the names of the columns, which it writes in small letters.
    ///
    /// Where the index names several templates their tables are joined by their keys. Items of lists are texts, as they are
    /// there. Throws `noTemplate` when no row of the index fits.
    public func parse(
        _ output: String, platform: String, command: String, limits: TextFSMLimits = TextFSMLimits()
    ) throws(TextFSMError) -> ParsedTable {
        guard let names = self.index.templates(platform: platform, command: command), let first = names.first else {
            throw TextFSMError(.noTemplate, "There is no template for «\(command)» on \(platform)")
        }
        let template = try self.template(first)
        var table = try Self.table(template, output, limits)
        var keys = Set(template.keys)
        for name in names.dropFirst() {
            let other = try self.template(name)
            if keys.isEmpty { keys = Set(other.keys) }
            try table.extend(with: try Self.table(other, output, limits), keys: keys)
        }
        return table
    }

    private static func table(
        _ template: TextFSMTemplate, _ output: String, _ limits: TextFSMLimits
    ) throws(TextFSMError) -> ParsedTable {
        let rows = try template.parse(output, limits: limits)
        return ParsedTable(header: template.header, rows: rows.map { $0.map(\.flattened) })
    }
}

extension TextFSMCell {
    /// The cell with items that are texts, written as Python writes them.
    var flattened: TextFSMCell {
        guard case .list(let items) = self else { return self }
        return .list(
            items.map { item in
                switch item {
                case .text(let text): .text(text ?? "None")
                case .groups(let groups):
                    .text(
                        "{"
                            + groups.map {
                                "\(PythonText.represented($0.name)): \($0.text.map(PythonText.represented) ?? "None")"
                            }.joined(separator: ", ") + "}")
                }
            })
    }
}
