import Foundation
import Yams

/// The YAML file of settings: one flat mapping from names to plain values.
struct SettingsFile {
    static let standardName = "netstacks.yaml"

    struct Entry {
        let name: String
        let text: String
        let line: Int
    }

    let path: String
    private(set) var entries: [Entry] = []
    private(set) var problems: [SettingsProblem] = []

    /// Reads the named file, or the one of the standard name when it is there; nil when there is none.
    static func read(_ named: String?, folder: String) -> SettingsFile? {
        if let named { return SettingsFile(path: AbsolutePath.of(named, from: folder) ?? named) }
        let standard = "\(folder)/\(standardName)"
        return FileManager.default.fileExists(atPath: standard) ? SettingsFile(path: standard) : nil
    }

    private init(path: String) {
        self.path = path
        do {
            read(String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self))
        } catch {
            let reason = FileManager.default.fileExists(atPath: path) ? "cannot be read" : "does not exist"
            problems.append(
                SettingsProblem(
                    .unreadableFile, "The configuration file \(path) \(reason); check --config and its rights."))
        }
    }

    private mutating func read(_ text: String) {
        do {
            guard let root = try Yams.compose(yaml: text), root != Node("", Tag(.null)) else { return }
            guard let mapping = root.mapping else {
                return fail(.malformedFile, root.mark, "is not a list of lines like “listen_port: 8080”")
            }
            for (key, value) in mapping { read(key, value) }
        } catch {
            problems.append(problem(of: error))
        }
    }

    private mutating func read(_ key: Node, _ value: Node) {
        guard let name = key.string else { return fail(.malformedFile, key.mark, "has a key that is not a plain word") }
        guard let text = value.scalar?.string, value.tag != Tag(.null), !text.isEmpty else {
            let remedy =
                value.scalar == nil
                ? "has to be one plain value, not a list" : "has no value; give one, or remove the line"
            return fail(.malformedValue, key.mark, "\(name) \(remedy)")
        }
        entries.append(Entry(name: name, text: text, line: key.mark?.line ?? 0))
    }

    private mutating func fail(_ code: SettingsProblem.Code, _ mark: Mark?, _ text: String) {
        problems.append(SettingsProblem(code, "\(path), line \(mark?.line ?? 1): \(text)."))
    }

    /// The parser's own message is not passed on: it may quote a line, and so a password.
    private func problem(of error: any Error) -> SettingsProblem {
        var place = path
        switch error as? YamlError {
        case .duplicatedKeysInMapping(let names, _):
            return SettingsProblem(
                .repeatedKey, "\(path): \(names.joined(separator: ", ")) is given more than once; keep one line.")
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
            place += ", line \(mark.line),"
        default: break
        }
        return SettingsProblem(.malformedFile, "\(place) is not valid YAML; check indentation and quotes.")
    }
}
