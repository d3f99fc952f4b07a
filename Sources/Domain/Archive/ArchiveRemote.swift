public import Foundation

/// Where the git repository of configurations is pushed to, and how far that is.
public struct ArchiveRemote: Sendable, Hashable {
    /// An address with `ssh`, `https` or `http`, or the short form `user@host:path`.
    public var url: String
    public var branch: String
    public var credentialSetID: CredentialSet.ID?
    /// SHA-256 fingerprints of SSH host keys that are trusted, as OpenSSH prints them.
    public var hostKeys: [String]
    /// The key that the server showed and that is not trusted.
    public let offeredHostKey: String?
    public let pushedCommit: String?
    public let pushedAt: Date?
    /// Why the last push failed, as a sentence; empty when it did not.
    public let failure: String
    public let failedAt: Date?

    /// A remote; what is not given is not known yet.
    public init(
        url: String, branch: String = "main", credentialSetID: CredentialSet.ID? = nil, hostKeys: [String] = [],
        offeredHostKey: String? = nil, pushedCommit: String? = nil, pushedAt: Date? = nil, failure: String = "",
        failedAt: Date? = nil
    ) {
        self.url = url
        self.branch = branch
        self.credentialSetID = credentialSetID
        self.hostKeys = hostKeys
        self.offeredHostKey = offeredHostKey
        self.pushedCommit = pushedCommit
        self.pushedAt = pushedAt
        self.failure = failure
        self.failedAt = failedAt
    }
}
