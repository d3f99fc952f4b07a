import ArgumentParser
import ConfigTree
import Services

/// The commands that lead from one configuration to another.
struct ConfigPatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "patch",
        abstract: "Print the commands that lead from the old configuration to the new one.",
        discussion: """
            Nothing is sent. Secrets are shown as marks unless --show-secrets is given.

            exit status: 0 no command is needed, 1 commands were printed, 2 trouble
            """)

    @OptionGroup var pair: ConfigPair
    @OptionGroup var options: ConfigOptions
    @Flag(help: "Print the commands that lead back.") var inverse = false
    @Flag(help: "Show secrets as they are, so that the commands can be sent.") var showSecrets = false

    func run() throws {
        try ConfigOptions.answering {
            let (old, new) = try pair.read()
            let grammar = try options.rules().requireGrammar()
            let from = try (inverse ? new : old).tree(grammar)
            let to = try (inverse ? old : new).tree(grammar)
            let commands: [String]
            do {
                commands = try from.patch(to: to)
            } catch {
                throw ConfigTrouble("\(old.name) → \(new.name): \(error)")
            }
            var marks = RedactionMap()
            let shown = showSecrets ? commands : grammar.secrets.redact(commands, into: &marks)
            try ConfigOptions.write(shown.map { $0 + "\n" }.joined())
            return commands.isEmpty
        }
    }
}
