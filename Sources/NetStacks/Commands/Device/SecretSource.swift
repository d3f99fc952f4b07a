import ArgumentParser
import Foundation

/// A secret out of a file, an environment variable, or a question at the terminal.
struct SecretSource {
    let file: String?
    let environment: String?

    /// Whether it comes without a question.
    var isGiven: Bool { file != nil || environment != nil }

    /// The secret; `instead` names the options for whoever has no terminal.
    func read(_ question: String, instead: String) throws -> String {
        if let file {
            let text = try TextFile.contents(of: file, "The secret")
            let line = text.unicodeScalars.prefix { $0 != "\n" && $0 != "\r" }
            guard !line.isEmpty else { throw ValidationError("\(file) holds no secret in its first line.") }
            return String(line)
        }
        if let environment {
            guard let value = ProcessInfo.processInfo.environment[environment], !value.isEmpty else {
                throw ValidationError("The environment variable \(environment) is not set, or empty.")
            }
            return value
        }
        guard let terminal = TerminalQuestion() else {
            throw ValidationError("\(question) is needed, and there is no terminal to ask at. Give \(instead).")
        }
        return try terminal.askHidden("\(question): ")
    }
}
