import Foundation

/// Finds a folder that comes with the program.
enum FolderSearch {
    /// They come together, so a stray folder such as ~/Public is not taken for one of them.
    static let names = ["Views", "Public", "Migrations", "Platforms"]

    /// In the working folder, in any folder above the program (a build in the clone), or in `../share/netstacks`.
    static func find(_ name: String, from context: SettingContext) -> String {
        var homes = [context.folder]
        var folder = context.programFolder as NSString
        homes.append(folder.appendingPathComponent("../share/netstacks"))
        while folder.length > 1 {
            homes.append(folder as String)
            folder = folder.deletingLastPathComponent as NSString
        }
        let home = homes.first { home in names.allSatisfy { isFolder("\(home)/\($0)") } }
        return ("\(home ?? context.folder)/\(name)" as NSString).standardizingPath
    }

    static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }

    /// The folder of the running program, with links followed; the working folder where /proc cannot tell.
    static var programFolder: String {
        let link = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? "./"
        return (link as NSString).deletingLastPathComponent
    }
}
