import ArgumentParser
import Foundation
import SSH

/// Where the login's secrets come from; never from the command line itself, which other processes can read.
struct LoginOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Read the password from a file.", valueName: "file")) var passwordFile: String?
    @Option(help: ArgumentHelp("Take the password from an environment variable.", valueName: "name"))
    var passwordEnv: String?
    @Option(help: ArgumentHelp("Sign in with this private key.", valueName: "file")) var key: String?
    @Option(help: ArgumentHelp("Read the key's passphrase from a file.", valueName: "file")) var passphraseFile: String?
    @Option(help: ArgumentHelp("Take the key's passphrase from an environment variable.", valueName: "name"))
    var passphraseEnv: String?
    @Flag(help: "Sign in with a key of the ssh-agent behind SSH_AUTH_SOCK.") var agent = false
    @Flag(help: "Ask for the password of the privileged mode.") var enable = false
    @Option(help: ArgumentHelp("Read the password of the privileged mode from a file.", valueName: "file"))
    var enablePasswordFile: String?
    @Option(
        help: ArgumentHelp("Take the password of the privileged mode from an environment variable.", valueName: "name"))
    var enablePasswordEnv: String?
    @Option(help: ArgumentHelp("Read the jump hosts' password from a file.", valueName: "file"))
    var jumpPasswordFile: String?
    @Option(help: ArgumentHelp("Take the jump hosts' password from an environment variable.", valueName: "name"))
    var jumpPasswordEnv: String?

    func validate() throws {
        let ways = [passwordFile != nil, passwordEnv != nil, key != nil, agent].count { $0 }
        if ways > 1 {
            throw ValidationError("Give one of --password-file, --password-env, --key and --agent.")
        }
        if [enable, enablePasswordFile != nil, enablePasswordEnv != nil].count(where: { $0 }) > 1 {
            throw ValidationError("Give one of --enable, --enable-password-file and --enable-password-env.")
        }
        if jumpPasswordFile != nil, jumpPasswordEnv != nil {
            throw ValidationError("Give one of --jump-password-file and --jump-password-env.")
        }
    }

    /// What proves the user's identity on the device.
    func proof(of place: String) throws -> SSHLogin {
        if let login = try keyOrAgent() { return login }
        return .password(
            try SecretSource(file: passwordFile, environment: passwordEnv).read(
                "Password for \(place)", instead: "--password-file, --password-env, --key or --agent"))
    }

    /// What proves it on a jump host: the same key or agent, or a password of its own.
    func jumpProof(of place: String) throws -> SSHLogin {
        let source = SecretSource(file: jumpPasswordFile, environment: jumpPasswordEnv)
        if !source.isGiven, let login = try keyOrAgent() { return login }
        return .password(
            try source.read(
                "Password for the jump host \(place)", instead: "--jump-password-file, --jump-password-env or --key"))
    }

    /// The password of the privileged mode; nil when none was promised.
    func enablePassword(of place: String) throws -> String? {
        let source = SecretSource(file: enablePasswordFile, environment: enablePasswordEnv)
        guard enable || source.isGiven else { return nil }
        return try source.read(
            "Password of the privileged mode of \(place)", instead: "--enable-password-file or --enable-password-env")
    }

    private func keyOrAgent() throws -> SSHLogin? {
        if agent {
            guard let socket = ProcessInfo.processInfo.environment["SSH_AUTH_SOCK"], !socket.isEmpty else {
                throw ValidationError("--agent needs SSH_AUTH_SOCK, which is not set. Start ssh-agent, or give --key.")
            }
            guard SSHLogin.isAgent(at: socket) else {
                throw ValidationError(
                    "No ssh-agent answers at \(socket), which SSH_AUTH_SOCK names. Start one, or give --key.")
            }
            return .agent(socket: socket)
        }
        guard let key else { return nil }
        let pem = try TextFile.contents(of: key, "The private key")
        guard pem.contains("PRIVATE KEY-----") else {
            throw ValidationError(
                "\(key) holds no private key. Give the file whose first line begins with -----BEGIN and names a PRIVATE KEY."
            )
        }
        guard PrivateKeyFile.isEncrypted(pem) else { return .privateKey(pem: pem, passphrase: nil) }
        let passphrase = try SecretSource(file: passphraseFile, environment: passphraseEnv).read(
            "Passphrase of \(key)", instead: "--passphrase-file or --passphrase-env")
        return .privateKey(pem: pem, passphrase: passphrase)
    }
}

/// What a private key's file says of itself.
enum PrivateKeyFile {
    /// Whether a passphrase is needed; OpenSSH's form names the cipher behind its magic (PROTOCOL.key).
    static func isEncrypted(_ pem: String) -> Bool {
        if pem.contains("ENCRYPTED") { return true }
        guard pem.contains("BEGIN OPENSSH PRIVATE KEY") else { return false }
        let body = pem.split(separator: "\n").filter { !$0.contains("-----") }.joined()
        guard let bytes = Data(base64Encoded: body.filter { !$0.isWhitespace }) else { return false }
        return !bytes.starts(with: Array("openssh-key-v1\0".utf8) + [0, 0, 0, 4] + Array("none".utf8))
    }
}
