/// Lines with a secret, in the forms of the platforms' documentation: `XYZZY` stands where the secret stands.
struct SecretSeeds: Sendable {
    let platform: String
    let lines: [String]

    static let all: [SecretSeeds] = cisco + vendors + hosts
}
