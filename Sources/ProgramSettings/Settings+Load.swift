import Foundation

extension Settings {
    /// Reads flags, then the environment, then the file, then the defaults; throws every problem at once.
    ///
    /// `flags` are keyed by flag name without dashes. `file` is the path given by `--config`; without one,
    /// `netstacks.yaml` in `folder` (the working folder unless given) is read when it exists.
    public static func load(
        flags: [String: String] = [:], environment: [String: String], file: String? = nil, folder: String? = nil
    ) throws(SettingsError) -> Settings {
        let folder = folder ?? FileManager.default.currentDirectoryPath
        return try Settings(
            SettingsSources(
                flags: flags, environment: environment, file: SettingsFile.read(file, folder: folder), folder: folder,
                programFolder: FolderSearch.programFolder))
    }

    /// Refuses to go on when a folder that comes with the program is not there; `serve` calls it, `config` does not.
    public func requireFolders() throws(SettingsError) {
        let folders: KeyValuePairs = [
            SettingList.viewsFolder.description.name: viewsFolder,
            SettingList.publicFolder.description.name: publicFolder,
            SettingList.migrationsFolder.description.name: migrationsFolder,
            SettingList.platformsFolder.description.name: platformsFolder,
        ]
        let problems = folders.filter { !FolderSearch.isFolder($0.value) }.map { folder in
            SettingsProblem(
                .missingFolder,
                "\(folder.key): there is no folder \(folder.value); start the program in its clone, or name the folder."
            )
        }
        guard problems.isEmpty else { throw SettingsError(problems: problems) }
    }

    /// Where the value of a setting came from; nil when there is no setting of that name.
    public func origin(of name: String) -> SettingOrigin? {
        table.first { $0.setting.name == name }?.origin
    }

    /// What no single value can tell.
    static func checkConflicts(
        lease: Duration, heartbeat: Duration, idle: Duration, lifetime: Duration, publicURL: String,
        secureCookies: Bool,
        _ ask: inout SettingsResolver
    ) {
        if heartbeat * 2 > lease {
            ask.conflict(
                """
                job_heartbeat (\(DurationText.show(heartbeat))) must be at most half of job_lease \
                (\(DurationText.show(lease))), or a worker loses jobs it is still doing.
                """)
        }
        if idle > lifetime {
            ask.conflict(
                """
                session_idle_timeout (\(DurationText.show(idle))) must not be longer than session_lifetime \
                (\(DurationText.show(lifetime))).
                """)
        }
        let host = URLComponents(string: publicURL)?.host ?? ""
        let isLocal = ["localhost", "127.0.0.1", "::1", "[::1]", "0.0.0.0", "::", "[::]"].contains(host)
        if secureCookies, publicURL.hasPrefix("http://"), !isLocal {
            ask.conflict(
                """
                public_url is \(publicURL), and browsers send secure cookies only over https: nobody could sign in. \
                Put an https proxy in front and name its address, or set secure_cookies to false.
                """)
        }
    }

    static func checkPauses(first: Duration, longest: Duration, _ ask: inout SettingsResolver) {
        if first > longest {
            ask.conflict(
                """
                breaker_pause (\(DurationText.show(first))) must not be longer than breaker_longest_pause \
                (\(DurationText.show(longest))).
                """)
        }
    }
}
