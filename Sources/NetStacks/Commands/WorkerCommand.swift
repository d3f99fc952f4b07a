import ArgumentParser

/// A worker without the web server; any number of them share one database.
struct WorkerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "worker", abstract: "Work on jobs: read devices, plan and run changes.")

    @OptionGroup var flags: SettingFlags

    func run() async throws {
        try await Program.run(try flags.load()) { program in
            try await program.requireCurrentSchema()
            try await program.checkKey()
            try await program.work()
        }
    }
}
