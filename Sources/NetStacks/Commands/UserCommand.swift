import ArgumentParser
import Domain
import Foundation
import Secrets
import Services

/// Users from the command line, for whoever runs the machine.
struct UserCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "Add users, set passwords, make API tokens.",
        subcommands: [Add.self, Passwd.self, Token.self])

    /// `netstacks user add`.
    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add a user. The password is read from standard input, or made up and printed once.")

        @Argument(help: "The name to sign in with.") var name: String
        @Option(help: "viewer, operator, engineer, approver or administrator.") var role: String = "viewer"
        @Option(help: "The name shown to others.") var displayName: String = ""
        @Flag(help: "Read the password from standard input, one line.") var passwordStdin = false
        @OptionGroup var flags: SettingFlags

        func run() async throws {
            guard let role = Role(rawValue: role) else {
                throw ValidationError(
                    "There is no role «\(role)». Roles: \(Role.allCases.map(\.rawValue).joined(separator: ", ")).")
            }
            let (password, isMade) = try PasswordInput.read(fromStandardInput: passwordStdin)
            try await Program.run(try flags.load()) { program in
                try await program.requireCurrentSchema()
                _ = try await program.services.users.addFromCommandLine(
                    username: name, displayName: displayName, role: role, password: password)
                print("Added \(name) as \(role.rawValue).")
                if isMade { print("Password, shown only now: \(password.reveal())") }
            }
        }
    }

    /// `netstacks user passwd`.
    struct Passwd: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Set a user's password and end their sessions.")

        @Argument(help: "The name to sign in with.") var name: String
        @Flag(help: "Read the password from standard input, one line.") var passwordStdin = false
        @OptionGroup var flags: SettingFlags

        func run() async throws {
            let (password, isMade) = try PasswordInput.read(fromStandardInput: passwordStdin)
            try await Program.run(try flags.load()) { program in
                try await program.requireCurrentSchema()
                try await program.services.users.setPasswordFromCommandLine(username: name, to: password)
                print("Set a new password for \(name); their sessions have ended.")
                if isMade { print("Password, shown only now: \(password.reveal())") }
            }
        }
    }

    /// `netstacks user token`.
    struct Token: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make an API token for a user; its text is printed once, alone on standard output.")

        @Argument(help: "The name to sign in with.") var name: String
        @Option(help: "What the token is for.") var label: String = "command line"
        @Option(help: "How many days it works.") var days: Int = 30
        @OptionGroup var flags: SettingFlags

        func run() async throws {
            try await Program.run(try flags.load()) { program in
                try await program.requireCurrentSchema()
                let user = try await program.services.users.findFromCommandLine(username: name)
                let actor = Actor(user: user.reference, role: user.role, remoteAddress: "", requestID: "")
                print(try await program.services.tokens.create(name: label, expiresInDays: days, by: actor).text)
            }
        }
    }
}

/// Where a password comes from on the command line; never from a flag, which other processes could read.
enum PasswordInput {
    static func read(fromStandardInput: Bool) throws -> (password: Secret, isMade: Bool) {
        guard fromStandardInput else { return (try RandomToken.generate().secret, true) }
        guard let line = readLine(strippingNewline: true), !line.isEmpty else {
            throw ValidationError("Standard input held no password. Give it as one line.")
        }
        return (Secret(line), false)
    }
}
