/// What to look for in configurations.
public struct ConfigurationSearch: Sendable, Hashable {
    /// A regular expression of PostgreSQL over single lines without their indentation.
    public var pattern: String
    /// The same over the lines that it must stand under; empty for anywhere.
    public var parent: String
    public var isCaseSensitive: Bool
    public var scope: Scope
    /// Only devices with this tag.
    public var tag: Tag?
    public var page: Page

    /// Which configurations are looked through.
    public enum Scope: String, Sendable, Hashable, Codable, CaseIterable {
        /// The newest good ones.
        case current
        /// Devices whose newest good one has no such line.
        case lacking
        /// Lines that devices had once and have not any more.
        case past
    }

    /// A search.
    public init(
        pattern: String, parent: String = "", isCaseSensitive: Bool = false, scope: Scope = .current, tag: Tag? = nil,
        page: Page = Page(number: 1)
    ) {
        self.pattern = pattern
        self.parent = parent
        self.isCaseSensitive = isCaseSensitive
        self.scope = scope
        self.tag = tag
        self.page = page
    }
}
