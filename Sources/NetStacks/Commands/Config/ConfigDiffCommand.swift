import ArgumentParser
import ConfigTree
import Foundation
import Services

/// Compares two configurations by what they mean.
struct ConfigDiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Show how two configurations differ, by what they mean to the platform.",
        discussion: """
            Volatile lines, comments and the order of lines where it means nothing make no difference. Changed lines are shown
            under the lines they stand under.

            exit status: 0 no difference, 1 a difference, 2 trouble
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case unified, json
        case sideBySide = "side-by-side"
    }

    @OptionGroup var pair: ConfigPair
    @OptionGroup var options: ConfigOptions
    @Option(help: "How to show it.") var format = Format.unified
    @Option(help: ArgumentHelp("Unchanged lines around each change.", valueName: "lines")) var context = 3
    @Option(help: ArgumentHelp("Columns of side-by-side.", valueName: "characters")) var width = 160
    @Flag(help: "Also say which volatile lines were left out, on standard error.") var hidden = false
    @Flag(help: "Show secrets as they are.") var showSecrets = false

    func validate() throws {
        guard (0...1_000_000).contains(context) else {
            throw ValidationError("--context is a number from 0 to 1000000.")
        }
        guard (20...10_000).contains(width) else { throw ValidationError("--width is a number from 20 to 10000.") }
    }

    func run() throws {
        try ConfigOptions.answering {
            let (old, new) = try pair.read()
            let grammar = try options.rules().requireGrammar()
            var diff = ConfigDiff(from: try old.tree(grammar), to: try new.tree(grammar), context: context)
            var volatile = DiffDocument.Hidden(
                old: grammar.volatileLines(in: old.text), new: grammar.volatileLines(in: new.text))
            if !showSecrets {
                diff = diff.redacted(by: grammar)
                volatile = .init(
                    old: volatile.old.redacted(by: grammar.secrets), new: volatile.new.redacted(by: grammar.secrets))
            }
            try show(diff, volatile, old.name, new.name)
            return diff.isEmpty
        }
    }

    private func show(_ diff: ConfigDiff, _ volatile: DiffDocument.Hidden, _ old: String, _ new: String) throws {
        if hidden {
            for (name, report) in [(old, volatile.old), (new, volatile.new)] {
                for rule in report.rules { Report.note("\(name): «\(rule.pattern)» hid \(rule.count)") }
            }
        }
        switch format {
        case .unified: try ConfigOptions.write(diff.unified(from: old, to: new))
        case .json:
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            Report.show(String(decoding: try encoder.encode(DiffDocument(diff, hidden: volatile)), as: UTF8.self))
        case .sideBySide:
            guard !diff.isEmpty else { return }
            try ConfigOptions.write(SideBySideText(width: width).text(SideBySide(diff, context: context)))
        }
    }
}
