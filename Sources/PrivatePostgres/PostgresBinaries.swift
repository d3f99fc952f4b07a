import Foundation

/// One installed PostgreSQL server: the folder of `postgres` and `initdb`, and its major version.
struct PostgresBinaries: Sendable, Equatable {
    static let oldest = 15

    let folder: String
    let major: Int

    func path(_ program: String) -> String { "\(folder)/\(program)" }

    /// The newest server of at least version 15, or the one an existing cluster needs.
    static func find(
        setting: String?, searchPath: String, clusterMajor: Int?, clusterFolder: String,
        systemFolder: String = "/usr/lib/postgresql"
    ) async throws(PrivatePostgresError) -> PostgresBinaries {
        let installed = try await candidates(setting: setting, searchPath: searchPath, systemFolder: systemFolder)
        let usable = installed.filter { $0.major >= oldest }.sorted { $0.major > $1.major }
        if let clusterMajor {
            guard let fitting = installed.first(where: { $0.major == clusterMajor }) else {
                throw wrongVersion(of: clusterFolder, made: clusterMajor, installed: installed.map(\.major))
            }
            return fitting
        }
        guard let newest = usable.first else { throw missing(setting: setting, installed: installed.map(\.major)) }
        return newest
    }

    private static func candidates(
        setting: String?, searchPath: String, systemFolder: String
    ) async throws(PrivatePostgresError) -> [PostgresBinaries] {
        var folders = searchPath.split(separator: ":").map(String.init)
        // An absent system folder means PostgreSQL is not installed there, and the search goes on.
        let versions = (try? FileManager.default.contentsOfDirectory(atPath: systemFolder)) ?? []
        folders = versions.map { "\(systemFolder)/\($0)/bin" } + folders
        if let setting { folders = [setting] }
        var found: [PostgresBinaries] = []
        for folder in folders {
            let programs = ["postgres", "initdb"].map { "\(folder)/\($0)" }
            guard programs.allSatisfy(FileManager.default.isExecutableFile) else { continue }
            let answer = try await Command(arguments: [programs[0], "--version"]).run()
            guard answer.isSuccess, let major = Self.major(of: answer.output) else { continue }
            found.append(PostgresBinaries(folder: folder, major: major))
        }
        return found
    }

    /// The 15 of `postgres (PostgreSQL) 15.20 (Debian 15.20-0+deb12u1)`.
    static func major(of version: String) -> Int? {
        guard let number = version.split(separator: ")").dropFirst().first?.drop(while: { $0 == " " }) else {
            return nil
        }
        return Int(number.prefix { $0.isNumber })
    }

    private static func missing(setting: String?, installed: [Int]) -> PrivatePostgresError {
        let place =
            setting.map { "in \($0)" } ?? "in /usr/lib/postgresql or on the PATH"
        let old = installed.isEmpty ? "" : " (found: \(installed.map(String.init).joined(separator: ", ")))"
        return PrivatePostgresError(
            .binariesMissing,
            """
            No PostgreSQL server of version \(oldest) or newer \(place)\(old). Install one with \
            “apt-get install postgresql”, or name a running server in DATABASE_URL.
            """)
    }

    private static func wrongVersion(of cluster: String, made: Int, installed: [Int]) -> PrivatePostgresError {
        let here = installed.isEmpty ? "none" : Set(installed).sorted().map(String.init).joined(separator: ", ")
        return PrivatePostgresError(
            .wrongVersion,
            """
            The cluster in \(cluster) was made by PostgreSQL \(made); installed here: \(here). Install postgresql-\(made) \
            to use it, or upgrade it with pg_upgrade.
            """)
    }
}
