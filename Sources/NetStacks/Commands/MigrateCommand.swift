import ArgumentParser
import Postgres
import ProgramSettings

/// Brings the database to the schema of this version.
struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "Make or update the database's schema; forward only, checksummed, one at a time.")

    @OptionGroup var flags: SettingFlags

    func run() async throws {
        let settings = try flags.load()
        try settings.requireFolders()
        try await Program.run(settings) { program in
            let applied = try await program.migrator().migrate()
            for file in applied { print("applied \(file.name)") }
            print(applied.isEmpty ? "The schema is up to date." : "The schema is now up to date.")
        }
    }
}
