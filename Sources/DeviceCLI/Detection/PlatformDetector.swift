/// Finds out which platform a device has by what it shows: pure, it says what to type next and is told what came back.
public struct PlatformDetector: Sendable {
    /// A platform and what speaks for it.
    public struct Candidate: Sendable, Hashable {
        /// The platform's name.
        public let platform: String
        /// As people call it.
        public let title: String
        /// How sure it is, from 1 to 100; each further sign takes away its share of the doubt.
        public let score: Int
        /// What was seen, in words; quotes of the device are untrusted text.
        public let evidence: [String]
    }

    /// What the signs say that have no weight of their own: many products share an SSH server, few a greeting.
    static let identificationWeight = 30
    static let greetingWeight = 60
    /// A command's output that says so much settles the matter.
    static let decisiveWeight = 80

    private let platforms: [PlatformDescription]
    private var doubt: [String: Double] = [:]
    private var evidence: [String: [String]] = [:]
    private var tried: Set<String> = []
    private var isDecided = false

    /// A detector that chooses among these platforms.
    public init(_ platforms: [PlatformDescription]) {
        self.platforms = platforms.sorted { $0.name < $1.name }
    }

    /// Takes the identification string of the SSH server.
    public mutating func see(identification: String) {
        for platform in self.platforms
        where platform.cli.detection.identification.contains(where: { $0.matches(identification) }) {
            self.add(platform.name, Self.identificationWeight, "SSH server «\(Self.quote(identification))»")
        }
    }

    /// Takes what the device wrote before and with its first prompt.
    public mutating func see(greeting: [String]) {
        for platform in self.platforms {
            for pattern in platform.cli.detection.greeting {
                guard let line = greeting.first(where: pattern.matches) else { continue }
                self.add(platform.name, Self.greetingWeight, "greeting «\(Self.quote(line))»")
            }
        }
    }

    /// Takes what the device answered to a command.
    public mutating func see(output: [String], of command: String) {
        self.tried.insert(command)
        for platform in self.platforms {
            for probe in platform.cli.detection.probes where probe.command == command {
                guard let line = output.first(where: probe.pattern.matches) else { continue }
                self.add(platform.name, probe.weight, "\(command): «\(Self.quote(line))»")
                if probe.weight >= Self.decisiveWeight { self.isDecided = true }
            }
        }
    }

    /// The command to type next, which only reads; nil when the matter is settled or nothing is left to try.
    public var next: String? {
        if self.isDecided { return nil }
        var likely: [String: (doubt: Double, platforms: Int)] = [:]
        for platform in self.platforms {
            for command in Set(platform.cli.detection.probes.map(\.command)) where !self.tried.contains(command) {
                let known = likely[command] ?? (1, 0)
                likely[command] = (min(known.doubt, self.doubt[platform.name] ?? 1), known.platforms + 1)
            }
        }
        return likely.min {
            ($0.value.doubt, -$0.value.platforms, $0.key) < ($1.value.doubt, -$1.value.platforms, $1.key)
        }?
        .key
    }

    /// Every platform that something speaks for, the likeliest first.
    public var candidates: [Candidate] {
        self.platforms.compactMap { platform in
            self.doubt[platform.name].map { doubt in
                Candidate(
                    platform: platform.name, title: platform.title, score: Int(((1 - doubt) * 100).rounded()),
                    evidence: self.evidence[platform.name] ?? [])
            }
        }.sorted { ($1.score, $0.platform) < ($0.score, $1.platform) }
    }

    private mutating func add(_ platform: String, _ weight: Int, _ sign: String) {
        self.doubt[platform, default: 1] *= 1 - Double(weight) / 100
        self.evidence[platform, default: []].append(sign)
    }

    private static func quote(_ line: String) -> String {
        let words = DeviceText.clean(line.utf8).split(separator: " ").joined(separator: " ")
        return words.count > 80 ? words.prefix(79) + "…" : words
    }
}
