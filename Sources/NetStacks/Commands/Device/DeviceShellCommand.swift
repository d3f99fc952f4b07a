import ArgumentParser
import DeviceCLI
import Foundation
import Reactor
import SSH
import Services

/// The device's own command line at your terminal.
struct DeviceShellCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "shell",
        abstract: "Type at the device yourself; every key goes to it, and nothing is recorded or checked.",
        discussion: """
            At the beginning of a line `~.` leaves and `~~` types a tilde. The device is told the size of your window when the
            session begins.
            exit status: 0 the session ended, 2 no session, 64 wrong command line
            """)

    @OptionGroup(title: "Device") var device: DeviceOptions
    @OptionGroup var choice: PlatformChoice

    func run() async throws {
        let loop = EventLoop(name: "devices")
        defer { loop.shutdown() }
        try await Report.failures(device) {
            let catalogue = try choice.catalogue()
            // A person reads the prompts, so the platform only tells how to sign in.
            let platform =
                choice.isAutomatic
                ? try PlatformCLI.unfamiliar()
                : try choice.platform(in: catalogue, mayUseTelnet: device.telnet).cli
            guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
                throw ValidationError("`shell` needs a terminal. In a script use `netstacks device run`.")
            }
            let visit = try await DeviceVisit.prepare(device, on: loop)
            try await visit.connector(platform).withTerminal(Self.window) { terminal in
                Report.note("Connected to \(visit.address). ~. at the beginning of a line leaves.")
                guard let mode = TerminalMode(STDIN_FILENO, { cfmakeraw(&$0) }) else {
                    throw ValidationError("The terminal cannot be switched to raw input.")
                }
                defer { mode.restore() }
                let end = try await Self.pass(terminal)
                mode.restore()
                Report.note(end)
            }
        }
    }
}
