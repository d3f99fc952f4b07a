import ArgumentParser
import SNMP

/// Who asks an SNMP agent, and how; secrets never come from the command line itself.
struct SNMPOptions: ParsableArguments {
    /// The versions that are spoken.
    enum Version: String, ExpressibleByArgument, CaseIterable {
        case community = "2c"
        case user = "3"
    }

    @Option(help: "Ask by SNMP, of this version: 2c with a community, or 3 with a user.") var snmp: Version?
    @Option(help: ArgumentHelp("2c: read the community from a file.", valueName: "file")) var communityFile: String?
    @Option(help: ArgumentHelp("2c: take the community from an environment variable.", valueName: "name"))
    var communityEnv: String?
    @Option(
        help: "3: how the user proves itself: md5, sha1, sha224, sha256, sha384 or sha512.",
        transform: { try named($0, "digest") })
    var authentication: SNMPAuthentication?
    @Option(
        help: "3: how messages are encrypted: des, aes128, aes192, aes256, or Cisco's aes192c and aes256c.",
        transform: { try named($0, "cipher") })
    var privacy: SNMPPrivacy?
    @Option(help: ArgumentHelp("3: read the privacy password from a file.", valueName: "file"))
    var privacyPasswordFile: String?
    @Option(help: ArgumentHelp("3: take the privacy password from an environment variable.", valueName: "name"))
    var privacyPasswordEnv: String?
    @Option(help: "3: the context, where an agent has several.") var context: String = ""

    /// Three tries, each as long as was asked for.
    static func patience(_ device: DeviceOptions) -> SNMPPatience {
        device.timeout.map { SNMPPatience(attempt: .seconds($0)) } ?? SNMPPatience()
    }

    private var isUsed: Bool {
        [communityFile, communityEnv, privacyPasswordFile, privacyPasswordEnv].contains { $0 != nil }
            || authentication != nil || privacy != nil || !context.isEmpty
    }

    func validate(with device: DeviceOptions) throws {
        let ways = [
            (communityFile, communityEnv, "community"),
            (privacyPasswordFile, privacyPasswordEnv, "privacy-password"),
        ]
        for (file, environment, name) in ways where file != nil && environment != nil {
            throw ValidationError("Give one of --\(name)-file and --\(name)-env.")
        }
        if snmp != nil, device.login.key != nil || device.login.agent || !device.jump.isEmpty || device.telnet {
            throw ValidationError("--snmp knows neither keys nor jump hosts nor Telnet.")
        }
        switch snmp {
        case nil:
            if isUsed {
                throw ValidationError("Communities, digests and ciphers are SNMP's. Give --snmp 2c or --snmp 3.")
            }
        case .community:
            if device.username != nil || authentication != nil || privacy != nil {
                throw ValidationError("--snmp 2c knows no user. Give --snmp 3.")
            }
        case .user:
            if device.username == nil { throw ValidationError("--snmp 3 needs --username.") }
            if communityFile != nil || communityEnv != nil {
                throw ValidationError("--snmp 3 knows no community. Give --snmp 2c.")
            }
            if privacy != nil, authentication == nil {
                throw ValidationError("--privacy needs --authentication: SNMP does not encrypt without proof.")
            }
        }
    }

    private static func named<Algorithm: RawRepresentable<String> & CaseIterable>(_ word: String, _ what: String) throws
        -> Algorithm
    {
        guard let found = Algorithm(rawValue: word) else {
            let all = Algorithm.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("'\(word)' is no \(what); there are \(all).")
        }
        return found
    }

    /// The login, whose secrets are read or asked for here.
    func login(at place: String, _ device: DeviceOptions) throws -> SNMPLogin {
        guard snmp == .user, let username = device.username else {
            return .community(
                try SecretSource(file: communityFile, environment: communityEnv).read(
                    "SNMP community of \(place)", instead: "--community-file or --community-env"))
        }
        do {
            guard let authentication else { return .user(try SNMPUser(username), context: context) }
            let password = try SecretSource(file: device.login.passwordFile, environment: device.login.passwordEnv)
                .read(
                    "Authentication password of \(username) at \(place)", instead: "--password-file or --password-env")
            guard let privacy else {
                return .user(
                    try SNMPUser(username, authentication: authentication, password: password), context: context)
            }
            let cover = try SecretSource(file: privacyPasswordFile, environment: privacyPasswordEnv).read(
                "Privacy password of \(username) at \(place)",
                instead: "--privacy-password-file or --privacy-password-env")
            return .user(
                try SNMPUser(username, authentication: authentication, password: password, privacy: (privacy, cover)),
                context: context)
        } catch let problem as SNMPUser.Problem {
            throw ValidationError("\(problem)")
        }
    }
}
