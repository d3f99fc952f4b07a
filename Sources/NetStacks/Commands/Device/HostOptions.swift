import ArgumentParser
import DeviceCLI
import Foundation
import SSH

/// A Linux host, and as whom things are done there.
struct HostOptions: ParsableArguments {
    @OptionGroup(title: "Host") var device: DeviceOptions
    @Option(help: ArgumentHelp("Do it as another user by sudo.", valueName: "user")) var sudo: String?
    @Option(help: ArgumentHelp("Read the password that sudo asks for from a file.", valueName: "file"))
    var sudoPasswordFile: String?
    @Option(help: ArgumentHelp("Take the password that sudo asks for from an environment variable.", valueName: "name"))
    var sudoPasswordEnv: String?

    func validate() throws {
        if device.telnet { throw ValidationError("Linux hosts are reached over SSH. Leave --telnet out.") }
        if sudoPasswordFile != nil, sudoPasswordEnv != nil {
            throw ValidationError("Give one of --sudo-password-file and --sudo-password-env.")
        }
        if sudo == nil, sudoPasswordFile != nil || sudoPasswordEnv != nil {
            throw ValidationError("A password for sudo needs --sudo with the user, such as root.")
        }
    }

    /// Nil when nothing is done as another user; without a password, sudo must ask for none.
    func sudoLogin(at place: String) throws -> LinuxSudo? {
        guard let sudo else { return nil }
        let source = SecretSource(file: sudoPasswordFile, environment: sudoPasswordEnv)
        guard source.isGiven else { return LinuxSudo(user: sudo, password: nil) }
        return LinuxSudo(
            user: sudo,
            password: try source.read(
                "Password for sudo at \(place)", instead: "--sudo-password-file or --sudo-password-env"))
    }
}

/// How commands that do something on a Linux host tell of failures.
enum HostReport {
    /// As ssh does: any smaller number may be the command's own.
    static let noSession = ExitCode(255)

    /// Runs a command's body; a failure is told in a sentence, and becomes the exit status.
    static func failures(_ device: DeviceOptions, _ body: () async throws -> Void) async throws {
        do {
            try await body()
        } catch let error as ExitCode {
            throw error
        } catch let error as ValidationError {
            throw Report.note(error)
        } catch let error as SSHError {
            let shown = DeviceError(connecting: error)
            Report.note("✗ \(Report.sentence(shown, device))")
            throw noSession
        } catch let error as DeviceError {
            Report.note("✗ \(Report.sentence(error, device))")
            throw noSession
        } catch {
            Report.note("✗ \(error)")
            throw noSession
        }
    }
}
