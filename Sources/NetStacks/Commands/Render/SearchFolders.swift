import Foundation
import Jinja

/// Finds templates in folders, in order; names never lead out of them.
struct SearchFolders: TemplateLoader {
    let folders: [String]

    func source(named name: String) throws(JinjaError) -> String {
        let parts = name.split(separator: "/").filter { $0 != "." }
        guard !parts.isEmpty, !parts.contains("..") else { throw JinjaError.templateNotFound(name) }
        for folder in folders {
            let path = folder + "/" + parts.joined(separator: "/")
            guard let data = FileManager.default.contents(atPath: path) else { continue }
            guard let text = String(validating: data, as: UTF8.self) else {
                throw JinjaError(.value, "The template “\(name)” is not UTF-8 text")
            }
            return text
        }
        throw JinjaError.templateNotFound(name)
    }
}
