import Foundation

extension PrivatePostgres {
    /// The server that a first start would use, as «PostgreSQL 15 in /usr/lib/postgresql/15/bin».
    ///
    /// - Throws: `binariesMissing` with the command that installs one.
    public static func installed(binaries: String? = nil) async throws(PrivatePostgresError) -> String {
        let found = try await PostgresBinaries.find(
            setting: binaries, searchPath: ProcessInfo.processInfo.environment["PATH"] ?? "", clusterMajor: nil,
            clusterFolder: "")
        return "PostgreSQL \(found.major) in \(found.folder)"
    }
}
