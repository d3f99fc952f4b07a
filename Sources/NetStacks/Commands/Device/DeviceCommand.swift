import ArgumentParser

/// One device from the command line, without a database.
struct DeviceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "device",
        abstract: "Test, read, type at or copy to one device, without a database.",
        discussion: """
            `test`, `run` and `facts` only read: configuration reaches a device through a change, or by your own hands in
            `shell`, `copy`, and on Linux hosts `exec` and `task`.

            examples:
              netstacks device test 192.0.2.1 --username admin
              netstacks device run 192.0.2.1 --platform cisco_ios 'show version' 'show ip route'
              netstacks device run sw1 --platform eos --key ~/.ssh/id_ed25519 --jump ops@bastion --json 'show version'
              netstacks device shell sw1 --platform eos
              netstacks device facts sw1 -u ops --by netconf

            exit status:
              0   everything was answered
              1   the device rejected a command, or its platform could not be told
              2   no session: unreachable, host key, login, or lost on the way
              64  the command line is wrong; nothing was sent
            """,
        subcommands: [
            DeviceTestCommand.self, DeviceRunCommand.self, DeviceShellCommand.self, DeviceFactsCommand.self,
            DeviceExecCommand.self, DeviceTaskCommand.self, DeviceCopyCommand.self, DeviceReplayCommand.self,
        ])
}
