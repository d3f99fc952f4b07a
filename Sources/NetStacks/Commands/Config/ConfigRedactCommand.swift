import ArgumentParser
import ConfigTree
import Services

/// A configuration with its secrets hidden.
struct ConfigRedactCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "redact",
        abstract: "Print a configuration with its secrets hidden.",
        discussion: """
            The same secret has the same mark, so that redacted texts can still be compared. What no rule of the platform knows is
            judged by words and forms: rather too much is hidden than too little. Damaged text is redacted line by line.

            exit status: 0 printed, 2 trouble
            """)

    @Argument(help: "The configuration; - is the input.") var file: String
    @OptionGroup var options: ConfigOptions

    func run() throws {
        try ConfigOptions.answering {
            let text = try ConfigText(path: file)
            var marks = RedactionMap()
            try ConfigOptions.write(try options.rules().secrets.redact(text.text, into: &marks))
            return true
        }
    }
}
