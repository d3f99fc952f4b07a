import ArgumentParser
import Foundation
import TextFSM

/// Parses one output a line, and answers each before the next is read.
struct ParseBatch {
    let path: String
    let source: TemplateSource

    private struct Case: Decodable {
        let platform: String?
        let command: String?
        let template: String?
        let text: String
    }

    func run() throws {
        guard let file = path == "-" ? fdopen(STDIN_FILENO, "r") : fopen(path, "r") else {
            throw ValidationError(
                "The outputs cannot be read from \(path): \(String(cString: strerror(errno))). Check the name of the file.")
        }
        defer { fclose(file) }
        var line: UnsafeMutablePointer<CChar>?
        var capacity = 0
        defer { free(line) }
        var templates: [String: TextFSMTemplate] = [:]
        while true {
            let count = getline(&line, &capacity, file)
            guard count > 0, let start = line else { break }
            let bytes = UnsafeRawBufferPointer(start: start, count: count)
            if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }) { continue }
            Report.show(try answer(to: Data(bytes), &templates))
        }
    }

    /// The answer to a case, as one line of JSON.
    private func answer(to line: Data, _ templates: inout [String: TextFSMTemplate]) throws -> String {
        let given: Case
        do {
            given = try JSONDecoder().decode(Case.self, from: line)
        } catch {
            return Self.refusal("case", "A case is a JSON object with platform, command and text, or template and text")
        }
        do {
            if let text = given.template {
                let template = try templates[text] ?? TextFSMTemplate(text)
                if templates.count >= 1000 { templates.removeAll() }
                templates[text] = template
                return "{\"rows\":\(try template.table(given.text).json())}"
            }
            guard let platform = given.platform, let command = given.command else {
                return Self.refusal("case", "A case needs platform and command, or template")
            }
            let table = try source.collection().parse(given.text, platform: platform, command: command)
            return "{\"rows\":\(table.lowercased.json())}"
        } catch let error as TextFSMError {
            return Self.refusal(error.code.rawValue, error.message, error.templateLine, error.inputLine)
        }
    }

    private static func refusal(
        _ code: String, _ message: String, _ templateLine: Int? = nil, _ inputLine: Int? = nil
    ) -> String {
        struct Details: Encodable {
            let code: String
            let message: String
            let template_line: Int?
            let input_line: Int?
        }
        let details = Details(code: code, message: message, template_line: templateLine, input_line: inputLine)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let text = (try? encoder.encode(["error": details])).map { String(decoding: $0, as: UTF8.self) }
        return text ?? "{\"error\":{}}"
    }
}
