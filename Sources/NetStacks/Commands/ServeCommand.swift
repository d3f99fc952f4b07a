import ArgumentParser
import Logging
import ProgramSettings
import Services
import Web

/// The web server, and the worker too unless `run_worker` is false.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Serve the pages and the API, and work on jobs in the same process.")

    @OptionGroup var flags: SettingFlags

    func run() async throws {
        let settings = try flags.load()
        try settings.requireFolders()
        try await Program.run(settings) { program in
            try await program.requireCurrentSchema()
            try await program.checkKey()
            if try await !program.services.users.hasAdministrator() {
                program.logger.warning(
                    "nobody can sign in yet: make an administrator with `netstacks user add NAME --role administrator`")
            }
            try await program.serve()
        }
    }
}
