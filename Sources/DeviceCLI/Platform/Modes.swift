/// A mode of a device's command line.
public enum Mode: String, Sendable, Hashable {
    /// Reading with few rights, before `enable`.
    case user
    /// Reading and operating with all rights.
    case privileged
    /// Changing the configuration, in any of its sections.
    case configuration
}

extension PlatformCLI {
    /// The modes of a platform.
    public struct Modes: Sendable, Decodable {
        /// The mode before `enable`; missing where login leads to the privileged mode.
        public let user: UserMode?
        /// The mode in which commands are run.
        public let privileged: PrivilegedMode
        /// The mode in which configuration lines are sent.
        public let configuration: ConfigurationMode

        /// The mode and host name that a line shows when it is nothing but a prompt.
        func prompt(in line: String) -> Prompt? {
            let table: [(Mode, Pattern?)] = [
                (.configuration, self.configuration.prompt), (.privileged, self.privileged.prompt),
                (.user, self.user?.prompt),
            ]
            for (mode, pattern) in table {
                if let host = pattern?.capture("host", in: line) { return Prompt(mode: mode, host: host, text: line) }
            }
            return nil
        }
    }

    /// The mode before `enable`.
    public struct UserMode: Sendable, Decodable {
        /// Matches the whole prompt; the group `host` is the device's name.
        public let prompt: Pattern
    }

    /// The mode in which commands are run, and how to reach it from the user mode.
    public struct PrivilegedMode: Sendable, Decodable {
        /// Matches the whole prompt; the group `host` is the device's name.
        public let prompt: Pattern
        /// The command that leads here from the user mode.
        public let enter: String?
        /// Matches the question for the enable password.
        public let password: Pattern?
    }

    /// The mode in which configuration lines are sent.
    public struct ConfigurationMode: Sendable, Decodable {
        /// Matches the whole prompt of every section; the group `host` is the device's name.
        public let prompt: Pattern
        /// The command that leads here from the privileged mode.
        public let enter: String
        /// The command that leads back from any section.
        public let leave: String
    }
}

/// A prompt as the device showed it.
struct Prompt: Sendable, Equatable {
    let mode: Mode
    let host: String
    let text: String
}
