/// How a platform writes its configuration.
enum ConfigStyle: String, Decodable, Sendable, CaseIterable {
    /// Lines under the lines that opened their context, by indentation and exit words.
    case indented
    /// Paths of words: `set` lines, curly braces, or both; what is typed are `set` and `delete` lines.
    case paths
    /// Menus with numbered or named entries of `key=value` (RouterOS).
    case menus
    /// Whole lines without a structure; a change replaces the whole text.
    case plain
}
