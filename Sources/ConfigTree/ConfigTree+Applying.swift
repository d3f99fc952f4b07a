extension ConfigTree {
    /// The tree after these lines were typed in configuration mode, as the platform's rules tell.
    ///
    /// Children are indented; a text without any indentation reaches to `exit`, the next section or a global line. Throws with the
    /// line's number for `exit` out of configuration mode, for commands that are no configuration, and for open values.
    public func applying(_ lines: String) throws(ConfigTreeError) -> ConfigTree {
        if let rules = grammar.paths {
            var simulator = PathSimulator(self, rules)
            try simulator.run(lines)
            return simulator.tree
        }
        let input = try ConfigReader.read(Array(lines.utf8), grammar: grammar, mode: .input)
        var simulator = ConfigSimulator(self)
        try simulator.run(input)
        return simulator.tree
    }

    /// The tree after these commands; the inverse of `patch(to:)`.
    public func applying(_ commands: [String]) throws(ConfigTreeError) -> ConfigTree {
        try applying(commands.joined(separator: "\n"))
    }
}
