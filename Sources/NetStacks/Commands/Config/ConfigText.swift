import ConfigTree
import Foundation

/// A configuration in a file, or on the input.
struct ConfigText {
    /// As it is called in output and errors.
    let name: String
    let text: String

    /// Larger files are no configuration, in bytes.
    static let mostBytes = 256 << 20

    /// Reads a file; `-` is the input.
    init(path: String) throws(ConfigTrouble) {
        name = path == "-" ? "the input" : path
        let data: Data
        do {
            let file = path == "-" ? FileHandle.standardInput : try FileHandle(forReadingFrom: URL(filePath: path))
            data = try file.read(upToCount: Self.mostBytes + 1) ?? Data()
        } catch {
            throw ConfigTrouble("\(name) cannot be read. Check that the file exists and that you may read it.")
        }
        guard data.count <= Self.mostBytes else {
            throw ConfigTrouble("\(name) has more than \(Self.mostBytes >> 20) MiB. Give the configuration alone.")
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw ConfigTrouble(
                "\(name) is not UTF-8 text. Convert it first, for example with iconv -f latin1 -t utf-8.")
        }
        self.text = text
    }

    /// The tree of the text; what is wrong with it is told with the file's name.
    func tree(_ grammar: Grammar) throws(ConfigTrouble) -> ConfigTree {
        do {
            return try ConfigTree(parsing: text, grammar: grammar)
        } catch {
            throw ConfigTrouble("\(name): \(error)")
        }
    }
}

/// Why a command on configurations could not answer; the sentence is safe to show.
struct ConfigTrouble: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
