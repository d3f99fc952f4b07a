import ArgumentParser

/// The program's own settings, and the configurations of devices in files.
struct ConfigCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "Compare, redact and check configurations in files; show the program's settings.",
        discussion: """
            examples:
              netstacks config                                          every setting, its value and where it came from
              netstacks config diff old.cfg new.cfg --platform cisco_ios
              netstacks config patch running.cfg desired.cfg --platform cisco_ios --inverse
              netstacks config redact running.cfg --platform juniper_junos
              netstacks config check running.cfg --platform cisco_ios --expect baseline.txt

            A file may be - for the input. No database and no device is needed. Secrets are shown as •••1, •••2 …: the same
            mark for the same secret.

            exit status, as of diff: 0 no difference, or all holds; 1 a difference, or something does not hold; 2 trouble
            """,
        subcommands: [
            ConfigDiffCommand.self, ConfigPatchCommand.self, ConfigRedactCommand.self, ConfigCheckCommand.self,
            ConfigSettingsCommand.self,
        ],
        defaultSubcommand: ConfigSettingsCommand.self)
}
