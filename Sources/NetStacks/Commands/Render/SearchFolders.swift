import Foundation
import Jinja

/// Finds templates in folders, in order; neither a name nor a link leads out of them.
struct SearchFolders: TemplateLoader {
    /// As they were given, for errors, and where they really are.
    private let folders: [(name: String, place: String)]

    init(_ folders: [String]) throws {
        self.folders = folders.map { ($0, Self.place(of: $0)) }
    }

    static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }

    func source(named name: String) throws(JinjaError) -> String {
        let parts = name.split(separator: "/").filter { $0 != "." }
        guard !parts.isEmpty, !parts.contains(".."), !name.hasPrefix("/") else {
            throw JinjaError.templateNotFound(
                name, reason: "a name is relative to the folders of templates and never leads out of them")
        }
        for folder in folders {
            let path = Self.place(of: folder.place + "/" + parts.joined(separator: "/"))
            guard FileManager.default.fileExists(atPath: path) else { continue }
            guard path.hasPrefix(folder.place == "/" ? "/" : folder.place + "/") else {
                throw JinjaError.templateNotFound(name, reason: "it is a link that leads out of \(folder.name)")
            }
            do {
                return try TextFile.contents(of: path, "The template")
            } catch {
                throw JinjaError.templateNotFound(name, reason: "it is no file of UTF-8 text that can be read")
            }
        }
        let names = folders.map(\.name).joined(separator: ", ")
        throw JinjaError.templateNotFound(name, reason: "it is not in \(names); --search FOLDER names another folder")
    }

    /// The path without links.
    private static func place(of path: String) -> String {
        URL(filePath: path).resolvingSymlinksInPath().standardizedFileURL.path(percentEncoded: false).droppingSlash
    }
}

extension String {
    /// A path of a folder without its last slash.
    fileprivate var droppingSlash: String { count > 1 && hasSuffix("/") ? String(dropLast()) : self }
}
