/// How a file is transferred.
public struct FileTransferOptions: Sendable, Hashable {
    /// Whether a file that is there already is replaced.
    public var replaces: Bool
    /// Whether an unfinished transfer of the same name is continued, and kept for that when this one breaks off.
    public var resumes: Bool
    /// How it is proven that the copy is the original.
    public var verification: FileVerification
    /// Whether the server is a Linux host, where `sha256sum` can be run.
    public var hasCommands: Bool
    /// The permissions of the file; nil keeps those of the replaced one; a new one gets 0644 there and 0600 here.
    public var permissions: UInt32?
    /// The largest file in bytes.
    public var largest: Int64
    /// How long the server may be silent, or take to accept what is sent.
    public var patience: Duration
    /// How long the whole transfer may take.
    public var limit: Duration
    /// How long a cancelled transfer may take to clean up; after that it costs the connection.
    public var grace: Duration

    /// A transfer that replaces, starts anew and is proven, of at most 64 GiB and six hours.
    public init(
        replaces: Bool = true, resumes: Bool = false, verification: FileVerification = .full,
        hasCommands: Bool = false, permissions: UInt32? = nil, largest: Int64 = 64 << 30,
        patience: Duration = .seconds(30), limit: Duration = .seconds(6 * 3600),
        grace: Duration = .milliseconds(800)
    ) {
        self.replaces = replaces
        self.resumes = resumes
        self.verification = verification
        self.hasCommands = hasCommands
        self.permissions = permissions
        self.largest = largest
        self.patience = patience
        self.limit = limit
        self.grace = grace
    }
}

/// How far it is proven that a copy is the original.
public enum FileVerification: Sendable, Hashable {
    /// By its size.
    case size
    /// By its SHA-256 checksum where the server can make one, else by its size.
    case cheap
    /// By its SHA-256 checksum, for which the file is read once more when the server cannot make one.
    case full
}
