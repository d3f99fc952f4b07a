import Foundation
import Jinja

/// Loads the site's templates from one folder; names never lead out of it.
struct FileLoader: TemplateLoader {
    let folder: String

    func source(named name: String) throws(JinjaError) -> String {
        guard !name.hasPrefix("/"), !name.split(separator: "/").contains("..") else {
            throw JinjaError.templateNotFound(name)
        }
        do {
            return try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
        } catch {
            throw JinjaError.templateNotFound(name)
        }
    }
}
