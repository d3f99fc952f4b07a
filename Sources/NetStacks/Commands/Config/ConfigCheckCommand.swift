import ArgumentParser
import ConfigTree
import Services

/// Holds a configuration against what is expected of it.
struct ConfigCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Say what a configuration lacks of an expectation, and what it has against it.",
        discussion: """
            An expectation is text in the style of the configuration. A plain line must be there under its parents, «no …» must
            not. Signs before a line, at any indentation:
              + line             a plain line, where it would begin with a sign
              - line             no line may begin with these words
              ~ regex            a line must match
              -~ regex           no line may match
              > line             must be there, after the line with > above it
              * interface Vlan*  what stands below holds for every section that matches

            exit status: 0 everything holds, 1 something does not, 2 trouble
            """)

    @Argument(help: "The configuration; - is the input.") var file: String
    @OptionGroup var options: ConfigOptions
    @Option(help: ArgumentHelp("The expectation; - is the input.", valueName: "file")) var expect: String

    func validate() throws {
        if file == "-", expect == "-" { throw ValidationError("The input can be read only once.") }
    }

    func run() throws {
        try ConfigOptions.answering {
            let text = try ConfigText(path: file)
            let expected = try ConfigText(path: expect)
            let grammar = try options.rules().requireGrammar()
            let tree = try text.tree(grammar)
            let gaps: [ConfigGap]
            do {
                gaps = try tree.missing(try Expectation(parsing: expected.text))
            } catch {
                throw ConfigTrouble("\(expected.name): \(error)")
            }
            var marks = RedactionMap()
            let shown = gaps.map { $0.redacted(by: grammar.secrets, into: &marks).description + "\n" }
            try ConfigOptions.write(shown.joined())
            return gaps.isEmpty
        }
    }
}
