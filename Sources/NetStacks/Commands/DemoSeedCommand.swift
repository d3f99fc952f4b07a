import ArgumentParser
import Domain
import Secrets
import Services

/// Fills an installation with the demonstration lab.
struct DemoSeedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo-seed",
        abstract: "Add the demonstration lab's devices, credentials, templates and stack; safe to repeat.")

    @Option(help: "The inventory that `bin/lab inventory` prints.") var lab: String
    @OptionGroup var flags: SettingFlags

    func run() async throws {
        let inventory = try LabInventory.load(lab)
        try await Program.run(try flags.load()) { program in
            try await program.requireCurrentSchema()
            try await program.checkKey()
            let users = program.services.users
            if try await !users.hasAdministrator() {
                let password = try RandomToken.generate().secret
                _ = try await users.addFromCommandLine(
                    username: "admin", displayName: "Administrator", role: .administrator, password: password)
                print("administrator: admin")
                print("password, shown only now: \(password.reveal())")
            }
            let administrator = try await users.findFromCommandLine(username: "admin")
            let actor = Actor(
                user: administrator.reference, role: administrator.role, remoteAddress: "", requestID: "")
            try await DemoSeed(services: program.services, actor: actor).plant(inventory)
            print("The lab's \(inventory.devices.count) devices are in place.")
        }
    }
}
