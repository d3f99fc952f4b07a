import DeviceCLI
import Foundation
import SSH
import Testing

/// Commands by `sudo`, with and without a password, on a terminal and without.
@Suite(.enabled(if: LinuxRoom.hasSudo, "needs root and sudo"))
struct LinuxSudoTests {
    static let sudo = LinuxSudo(password: LinuxRoom.password)

    @Test(arguments: SSHEngineKind.allCases, [false, true])
    func `a command runs as root, with its variables, folder and input`(engine: SSHEngineKind, usePTY: Bool)
        async throws
    {
        let room = try LinuxRoom(sudoers: "ALL=(ALL) ALL\(usePTY ? "\nDefaults use_pty" : "")")
        let host = try await room.connect(engine)
        let result = try await host.run(
            LinuxCommand(
                .shell("id -u; echo \"$LAB\"; pwd; cat; echo bad >&2; exit 6"), environment: ["LAB": "it's"],
                folder: "/etc",
                input: Array("line\n".utf8), sudo: Self.sudo))
        #expect(result.output.text == "0\nit's\n/etc\nline\n")
        #expect(result.error.text == "bad\n")
        #expect(result.ending == .exited(6))
        await host.connection.close()
    }

    @Test(arguments: SSHEngineKind.allCases)
    func `on a terminal the password is not shown`(engine: SSHEngineKind) async throws {
        let room = try LinuxRoom(sudoers: "ALL=(ALL) ALL")
        let host = try await room.connect(engine)
        let result = try await host.run(
            LinuxCommand(.shell("id -u; tty >/dev/null && echo terminal"), terminal: SSHTerminal(), sudo: Self.sudo))
        #expect(result.output.text == "0\r\nterminal\r\n")
        await host.connection.close()
    }

    @Test func `where no password is asked for none is sent, so that the command cannot read it`() async throws {
        let room = try LinuxRoom(sudoers: "ALL=(ALL) NOPASSWD: ALL")
        let host = try await room.connect()
        for sudo in [Self.sudo, LinuxSudo(password: nil)] {
            let result = try await host.run(LinuxCommand(.shell("cat; id -u"), input: Array("in\n".utf8), sudo: sudo))
            #expect(result.output.text == "in\n0\n")
        }
        await host.connection.close()
    }

    @Test func `a wrong password, a missing one and a missing right are told, and asked for once`() async throws {
        let room = try LinuxRoom(sudoers: "ALL=(ALL) ALL")
        let host = try await room.connect()
        for password in ["wrong", nil] {
            let command = LinuxCommand(.shell("id"), sudo: LinuxSudo(password: password))
            let error = await linuxError { _ = try await host.run(command) }
            #expect(error?.code == .sudoRefused)
            #expect(error?.debugDescription.contains(LinuxRoom.password) == false)
        }
        let user = LinuxCommand(.shell("id"), sudo: LinuxSudo(user: "no such user", password: LinuxRoom.password))
        #expect(await linuxError { _ = try await host.run(user) }?.code == .sudoRefused)
        #expect(try await host.run(LinuxCommand(.shell("id -u"), sudo: Self.sudo)).output.text == "0\n")
        await host.connection.close()
        let narrow = try LinuxRoom(sudoers: "ALL=(ALL) /bin/true")
        let other = try await narrow.connect()
        let error = await linuxError { _ = try await other.run(LinuxCommand(.shell("id"), sudo: Self.sudo)) }
        #expect(error?.code == .sudoRefused)
        await other.connection.close()
        withExtendedLifetime(narrow) {}
    }

    @Test func `neither the list of processes nor any file of the account holds the password`() async throws {
        let room = try LinuxRoom(sudoers: "ALL=(ALL) ALL")
        let host = try await room.connect()
        let result = try await host.run(
            LinuxCommand(
                .shell("cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ 2>/dev/null | tr '\\0' '\\n'"), sudo: Self.sudo))
        #expect(result.output.text.contains("sudo"))
        #expect(!result.output.text.contains(LinuxRoom.password))
        #expect("\(Self.sudo) \(String(reflecting: Self.sudo))" == "sudo as root sudo as root")
        await host.connection.close()
    }
}
