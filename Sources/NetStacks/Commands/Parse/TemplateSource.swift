import ArgumentParser
import Foundation
import ProgramSettings
import TextFSM

/// The collection of templates: the folder that was named, or that of the settings.
final class TemplateSource {
    private let folder: String?
    private var read: TemplateCollection?

    init(collection folder: String?) { self.folder = folder }

    /// The collection; read when it is first asked for.
    func collection() throws -> TemplateCollection {
        if let read { return read }
        let flags = folder.map { ["output-templates-folder": $0] } ?? [:]
        let settings = try Settings.load(flags: flags, environment: ProcessInfo.processInfo.environment)
        let home = settings.outputTemplatesFolder
        guard FileManager.default.fileExists(atPath: home + "/index") else {
            throw ValidationError(
                "There is no collection of templates in \(home): no file «index». "
                    + "bin/serve and bin/demo fetch ntc-templates; --collection names another folder.")
        }
        let index = try TemplateIndex(TextFile.contents(of: home + "/index", "The index of templates"))
        let made = TemplateCollection(index: index) { name in
            guard !name.contains("/") else { throw ValidationError("\(name) is no name of a file.") }
            return try TextFile.contents(of: home + "/" + name, "The template")
        }
        read = made
        return made
    }
}
