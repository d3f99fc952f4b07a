/// Finds platforms by their names and by those that other tools give them.
public struct PlatformNames: Sendable {
    /// How a name asks for the device to be reached.
    public enum Transport: String, Sendable, Hashable {
        /// The usual way.
        case ssh
        /// Unencrypted, as Netmiko's names with `_telnet` ask for.
        case telnet
    }

    /// A platform and how its name asks for it to be reached.
    public struct Match: Sendable, Hashable {
        /// The platform's own name.
        public let name: String
        /// How to reach it.
        public let transport: Transport
    }

    /// No platform has the name.
    public struct Unknown: Error, Sendable, CustomStringConvertible {
        /// The name asked for.
        public let name: String
        /// The name that was probably meant.
        public let nearest: String?
        /// The names of all platforms.
        public let known: [String]

        /// What is wrong and what is allowed.
        public var description: String {
            let hint = self.nearest.map { " Did you mean «\($0)»?" } ?? ""
            return "There is no platform named «\(self.name)».\(hint) Known are: \(self.known.joined(separator: ", "))."
        }
    }

    private var names: [String: String] = [:]
    private let own: [String]

    /// The names of these platforms; one that means two of them is a problem.
    public init(_ platforms: [PlatformDescription]) throws(PlatformError) {
        self.own = platforms.map(\.name).sorted()
        var problems: [PlatformProblem] = []
        for platform in platforms { self.names[platform.name] = platform.name }
        for platform in platforms {
            for alias in platform.aliases {
                if let other = self.names[alias], other != platform.name {
                    problems.append(
                        PlatformProblem(
                            place: "\(platform.name).yaml", path: "aliases",
                            "«\(alias)» is a name of the platform «\(other)» already."))
                }
                self.names[alias] = platform.name
            }
        }
        if !problems.isEmpty { throw PlatformError(problems) }
    }

    /// The platform that a name means; `_ssh` and `_telnet` may stand behind any name.
    public func match(_ name: String) throws(Unknown) -> Match {
        if let found = self.names[name] { return Match(name: found, transport: .ssh) }
        for (ending, transport) in [("_telnet", Transport.telnet), ("_ssh", .ssh)] where name.hasSuffix(ending) {
            if let found = self.names[String(name.dropLast(ending.count))] {
                return Match(name: found, transport: transport)
            }
        }
        throw Unknown(name: name, nearest: NearestWord.to(name, among: self.names.keys), known: self.own)
    }
}
