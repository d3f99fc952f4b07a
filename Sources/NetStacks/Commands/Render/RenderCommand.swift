import ArgumentParser
import Foundation
import Jinja

/// Renders a template without a database.
struct RenderCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "render",
        abstract: "Render a Jinja template, or show what it needs.",
        discussion: """
            examples:
              netstacks render switch.j2 --vars sw1.yaml --trim-blocks --lstrip-blocks
              netstacks render switch.j2 --vars common.yaml --vars sw1.json --search templates
              netstacks render --variables switch.j2
              netstacks render --batch cases.jsonl

            --batch reads one JSON object a line: {"templates": {name: text}, "name": …, "vars": {…}, "options": {…}},
            where options are those of Jinja2's Environment, strict, autoescape, do and loopcontrols; it writes
            {"output": …} or {"error": {"kind", "message", "template", "line", "column"}} for each.

            exit status: 0 rendered, 1 the template or a file is at fault, 64 wrong command line
            """)

    @Argument(help: "The template's file.") var template: String?
    @Option(
        help: ArgumentHelp("Variables: a file of YAML or JSON, or - for the input. May be repeated.", valueName: "file")
    )
    var vars: [String] = []
    @Option(help: ArgumentHelp("Folder of included templates; by default the template's own.", valueName: "folder"))
    var search: [String] = []
    @Flag(help: "Let undefined variables print as nothing.") var notStrict = false
    @Flag(help: "Drop the line break after a statement.") var trimBlocks = false
    @Flag(help: "Drop the spaces before a statement that begins its line.") var lstripBlocks = false
    @Flag(help: "Put before each line the template and line that made it.") var provenance = false
    @Flag(help: "Show the variables the template needs, as JSON.") var variables = false
    @Option(help: ArgumentHelp("Render cases from a file of JSON lines, or - for the input.", valueName: "file"))
    var batch: String?

    func validate() throws {
        if batch != nil {
            guard template == nil, vars.isEmpty, search.isEmpty, !variables else {
                throw ValidationError("--batch takes everything from its file; give no template and no other option.")
            }
        } else if template == nil {
            throw ValidationError("The template is missing.")
        }
        if vars.filter({ $0 == "-" }).count > 1 { throw ValidationError("The input can be read only once.") }
        if variables, !vars.isEmpty || provenance {
            throw ValidationError("--variables shows what the template needs; give it without --vars and --provenance.")
        }
        for folder in search where !SearchFolders.isFolder(folder) {
            throw ValidationError("--search \(folder) is no folder. Check its name and the folder you are in.")
        }
    }

    func run() throws {
        do {
            if let batch {
                try RenderBatch(path: batch).run()
            } else if let template {
                try render(template)
            }
        } catch let error as JinjaError {
            Report.note("✗ \(error)")
            if error.code == .undefined, vars.isEmpty, batch == nil {
                Report.note("  No variables were given: --vars FILE takes them from YAML or JSON.")
            }
            throw ExitCode.failure
        } catch let error as ValidationError {
            Report.note("✗ \(error.message)")
            throw ExitCode.failure
        }
    }

    private func render(_ path: String) throws {
        let source = try TextFile.contents(of: path, "The template")
        let own = (path as NSString).deletingLastPathComponent
        let folders = search.isEmpty ? [own.isEmpty ? "." : own] : search
        var environment = Environment(loader: try SearchFolders(folders), strict: !notStrict)
        environment.trimBlocks = trimBlocks
        environment.lstripBlocks = lstripBlocks
        let template = try environment.compile(source, name: (path as NSString).lastPathComponent)
        if variables {
            Report.show(try VariableList.json(template.variableReport()))
            return
        }
        if provenance {
            let traced = try template.renderTraced(try VariableFiles(paths: vars).read())
            try FileHandle.standardOutput.write(contentsOf: Data(ProvenanceListing.text(traced).utf8))
            return
        }
        try template.render(try VariableFiles(paths: vars).read()) { piece in
            try FileHandle.standardOutput.write(contentsOf: Data(piece))
        }
    }
}
