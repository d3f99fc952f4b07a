import ConfigTree

extension ShownConfiguration {
    /// What stands in place of each secret.
    public static var redactionMark: String { Grammar.redactionMark }
}
