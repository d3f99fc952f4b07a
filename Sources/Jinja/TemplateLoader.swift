/// Finds the source of templates; the engine itself touches no files.
public protocol TemplateLoader: Sendable {
    /// The source of a template; throws `JinjaError.templateNotFound` for a name it does not know.
    func source(named name: String) throws(JinjaError) -> String
}

/// Templates kept in memory.
public struct DictionaryLoader: TemplateLoader {
    private let sources: [String: String]

    /// The sources by name.
    public init(_ sources: [String: String]) {
        self.sources = sources
    }

    /// The source of a template, or `templateNotFound`.
    public func source(named name: String) throws(JinjaError) -> String {
        guard let source = self.sources[name] else { throw JinjaError.templateNotFound(name) }
        return source
    }
}
