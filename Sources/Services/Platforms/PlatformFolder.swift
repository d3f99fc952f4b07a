import DeviceCLI
import Domain
import Foundation

/// The folder of platforms that came with the program or was set up beside it.
struct PlatformFolder: Sendable {
    /// What stands in the folder.
    struct Contents: Sendable {
        /// The texts of the files by their names without the ending.
        var texts: [String: String] = [:]
        /// What is wrong with those that are no text.
        var unreadable: [String: PlatformProblem] = [:]
    }

    let path: String

    /// Its files; throws when the folder itself cannot be read. A file that cannot be read is no fault of the others.
    func contents() throws(Problem) -> Contents {
        var contents = Contents()
        for file in try files() where file.hasSuffix(".yaml") {
            let name = String(file.dropLast(5))
            do throws(PlatformError) {
                contents.texts[name] = try text(of: file)
            } catch {
                contents.unreadable[name] = error.problems.first
            }
        }
        guard !contents.texts.isEmpty else {
            throw Problem(.failed, code: "platforms_missing", "There is no platform file in \(path).")
        }
        return contents
    }

    private func files() throws(Problem) -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: path)
        } catch {
            throw Problem(
                .failed, code: "platforms_unreadable",
                "The folder of platforms, \(path), cannot be read. Set NETSTACKS_PLATFORMS_FOLDER to the folder Platforms.",
                cause: String(describing: error))
        }
    }

    private func text(of file: String) throws(PlatformError) -> String {
        func refused(_ sentence: String) -> PlatformError {
            PlatformError([PlatformProblem(place: file, path: "", sentence)])
        }
        let whole = path + "/" + file
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: whole, isDirectory: &isFolder), isFolder.boolValue {
            throw refused("This is a folder and no file. Rename it, or take it away.")
        }
        let data: Data
        do {
            let handle = try FileHandle(forReadingFrom: URL(filePath: whole))
            // One more than allowed tells that it is too large, without reading all of it.
            data = try handle.read(upToCount: PlatformFile.mostBytes + 1) ?? Data()
        } catch {
            throw refused("The file cannot be read: \((error as NSError).localizedDescription)")
        }
        guard data.count <= PlatformFile.mostBytes else { throw refused(PlatformFile.tooLarge) }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw refused("This is no text in UTF-8. Save it as one, or take it away.")
        }
        return text
    }
}
