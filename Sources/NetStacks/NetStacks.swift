import ArgumentParser

/// The program: a web application with which network engineers run a network.
@main
struct NetStacks: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "netstacks",
        abstract: "Run a network: devices, templates, changes that cannot surprise anyone.",
        discussion: """
            A first start:
              netstacks migrate                     make or update the database
              netstacks user add alice --role administrator
              netstacks serve                       http://127.0.0.1:8080

            Without DATABASE_URL a private PostgreSQL is kept in the data folder.
            Every setting can be a flag, an environment variable or a line of netstacks.yaml:
            `netstacks config` shows them all, with where each value came from.
            """,
        version: Version.text,
        subcommands: [
            ServeCommand.self, WorkerCommand.self, MigrateCommand.self, UserCommand.self, BackupsCommand.self,
            CheckCommand.self,
            ConfigCommand.self, DemoSeedCommand.self, DeviceCommand.self, LabCommand.self, RenderCommand.self,
            ParseCommand.self,
        ])
}

/// The version of the program.
enum Version {
    static let text = "0.1.0"
}
