/// Turns text into a tree in the platform's style.
enum ConfigReader {
    enum Mode {
        /// What a device printed: tolerant, equal sections are merged, text after the end mark is ignored.
        case document
        /// What is to be typed in configuration mode: every line counts, in order, and what is no configuration is refused.
        case input
    }

    static func read(_ bytes: [UInt8], grammar: Grammar, mode: Mode) throws(ConfigTreeError) -> ConfigTree {
        guard bytes.count <= ConfigTree.mostBytes else { throw ConfigTreeError(.tooLarge) }
        if let rules = grammar.paths {
            var reader = PathReader(bytes, grammar: grammar, rules: rules)
            return try reader.read()
        }
        var parser = IndentedParser(bytes, grammar: grammar, mode: mode)
        return try parser.parse()
    }
}
