extension ConfigTree {
    /// The commands that lead from this configuration to the target, in the order in which they are to be typed.
    ///
    /// Definitions come before what uses them, new lines before the removal of old ones where the platform allows. Every section is
    /// entered and left. An element with line feeds is one command with a value of several lines. Empty when nothing is to do.
    public func patch(to target: ConfigTree) throws(ConfigTreeError) -> [String] {
        if let rules = grammar.paths {
            var writer = PathPatch(from: self, to: target, rules: rules)
            return try writer.write()
        }
        var writer = PatchWriter(from: self, to: target)
        return try writer.write()
    }
}
