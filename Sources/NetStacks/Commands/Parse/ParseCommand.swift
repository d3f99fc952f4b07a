import ArgumentParser
import Foundation
import ProgramSettings
import TextFSM

/// Turns the output of a command into rows, without a database.
struct ParseCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "parse",
        abstract: "Turn the output of a command into rows of JSON.",
        discussion: """
            examples:
              netstacks parse --platform cisco_ios --command 'show version' version.txt
              ssh sw1 'show ip interface brief' | netstacks parse --platform cisco_ios --command 'sh ip int br' -
              netstacks parse --template mine.textfsm output.txt
              netstacks parse --batch outputs.jsonl

            With --platform and --command the template is found in the index of a collection such as ntc-templates, and the
            rows are those of Python's ntc_templates: names of columns in small letters. With --template they are those of
            Python's textfsm.

            --batch reads one JSON object a line, {"platform", "command", "text"} or {"template", "text"} (the text of a
            template), and writes {"rows": [{…}]} or {"error": {"code", "message", "template_line", "input_line"}} for each.

            exit status: 0 parsed, 1 no template fits, or the template or the output is at fault, 64 wrong command line
            """)

    @Argument(help: "The file with the output of the command, or - for the input.") var file: String?
    @Option(help: ArgumentHelp("The platform, such as cisco_ios.", valueName: "name")) var platform: String?
    @Option(help: ArgumentHelp("The command whose output it is; abbreviations are understood.", valueName: "command"))
    var command: String?
    @Option(help: ArgumentHelp("A TextFSM template.", valueName: "file")) var template: String?
    @Option(help: ArgumentHelp("Folder with a collection of templates and its index.", valueName: "folder"))
    var collection: String?
    @Option(help: ArgumentHelp("Parse outputs from a file of JSON lines, or - for the input.", valueName: "file"))
    var batch: String?

    func validate() throws {
        if batch != nil {
            guard file == nil, platform == nil, command == nil, template == nil else {
                throw ValidationError("--batch takes everything from its file; give nothing else but --collection.")
            }
            return
        }
        guard file != nil else { throw ValidationError("The file with the output is missing; - is the input.") }
        if template == nil {
            guard platform != nil, command != nil else {
                throw ValidationError("Give --platform and --command, or --template.")
            }
        } else if platform != nil || command != nil {
            throw ValidationError("Give --platform and --command, or --template, and not both.")
        }
    }

    func run() throws {
        do {
            let source = TemplateSource(collection: collection)
            if let batch {
                try ParseBatch(path: batch, source: source).run()
            } else if let file {
                Report.show(try table(of: file, source).json())
            }
        } catch let error as TextFSMError {
            Report.note("✗ \(error.description).")
            throw ExitCode.failure
        } catch let error as ValidationError {
            Report.note("✗ \(error.message)")
            throw ExitCode.failure
        }
    }

    private func table(of file: String, _ source: TemplateSource) throws -> ParsedTable {
        let output = try file == "-" ? FileHandle.standardInput.readDataToEndOfFile() : TextFile.bytes(of: file, "The output")
        // Devices send what they like: bytes that are no UTF-8 become U+FFFD.
        let text = String(decoding: output, as: UTF8.self)
        if let template {
            return try TextFSMTemplate(TextFile.contents(of: template, "The template")).table(text)
        }
        return try source.collection().parse(text, platform: platform ?? "", command: command ?? "").lowercased
    }
}
