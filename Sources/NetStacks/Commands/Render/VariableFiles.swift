import ArgumentParser
import Foundation
import Jinja
import Services

/// The variables of a rendering out of files and standard input.
struct VariableFiles {
    let paths: [String]

    /// The variables by name; those of a later file win.
    func read() throws -> Variables {
        var variables: Variables = [:]
        for path in paths {
            let value = try Self.value(of: path)
            if case .none = value { continue }
            guard case .dict = value, let pairs = value.pairs else {
                throw ValidationError("\(Self.shown(path)) has to be a mapping of names to values at its top.")
            }
            for (name, member) in pairs { variables[name] = member }
        }
        return variables
    }

    private static func shown(_ path: String) -> String { path == "-" ? "The input" : path }

    private static func value(of path: String) throws -> Value {
        let text = try path == "-" ? input() : TextFile.contents(of: path, "The file of variables")
        let isJSON = path.hasSuffix(".json")
        // Text without a telling name is JSON when it reads as such, and YAML otherwise.
        let mayBeJSON = isJSON || (path == "-" && ["{", "["].contains(text.first { !$0.isWhitespace }))
        do {
            if mayBeJSON {
                do throws(JinjaError) { return try Value(json: text) } catch { if isJSON { throw error } }
            }
            return try YAMLVariables.value(of: text)
        } catch let error as JinjaError {
            throw ValidationError("\(shown(path)): \(error.message)")
        } catch let error as YAMLVariables.Problem {
            throw ValidationError("\(shown(path)): \(error)")
        }
    }

    private static func input() throws -> String {
        guard let text = String(validating: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self) else {
            throw ValidationError("The input is not UTF-8 text.")
        }
        return text
    }
}
