import ArgumentParser
import Domain
import ProgramSettings
import Services

/// The stored configurations, for whoever runs the machine.
struct BackupsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backups", abstract: "Bring the git repository of configurations in step, or make it again.",
        subcommands: [Archive.self, RebuildGit.self])

    /// `netstacks backups archive`.
    struct Archive: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give every backup that git has not yet its commit. Workers do this by themselves.")

        @OptionGroup var flags: SettingFlags

        func run() async throws {
            try await Program.run(try flags.load()) { program in
                try await program.prepareForWork()
                guard let result = try await program.services.archive.catchUp() else {
                    throw ValidationError("Another process works on the git repository. Try again when it is done.")
                }
                print(BackupsCommand.sentence(result["commit"]?.stringValue, program.services.archive.folder))
            }
        }
    }

    /// `netstacks backups rebuild-git`.
    struct RebuildGit: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make the git repository again from the database.",
            discussion: """
                The same database gives the same commits with the same ids, unless retention removed backups or the rules \
                about secrets changed since; then the next push has to be forced.
                """)

        @OptionGroup var flags: SettingFlags

        func run() async throws {
            try await Program.run(try flags.load()) { program in
                try await program.prepareForWork()
                let commit = try await program.services.archive.rebuild()
                print(BackupsCommand.sentence(commit, program.services.archive.folder))
            }
        }
    }

    private static func sentence(_ commit: String?, _ folder: String) -> String {
        guard let commit else { return "\(folder) is empty: there are no backups." }
        return "\(folder) stands at \(commit)."
    }
}

extension Program {
    /// What has to be right before anything that is sealed is read.
    fileprivate func prepareForWork() async throws {
        try await requireCurrentSchema()
        try await checkKey()
        try await services.platformTexts.reload()
    }
}
