/// What a server tells about a file; nil for what it does not tell.
public struct RemoteAttributes: Sendable, Hashable {
    /// Size in bytes.
    public var size: UInt64?
    /// The user's number.
    public var user: UInt32?
    /// The group's number; goes together with `user`.
    public var group: UInt32?
    /// Kind and permissions as in `stat.st_mode` of POSIX.
    public var mode: UInt32?
    /// When it was last read, in seconds since 1970; goes together with `modified`.
    public var accessed: UInt32?
    /// When it was last changed, in seconds since 1970.
    public var modified: UInt32?

    /// Attributes of which nothing is known, or nothing is to be set.
    public init(
        size: UInt64? = nil, user: UInt32? = nil, group: UInt32? = nil, mode: UInt32? = nil, accessed: UInt32? = nil,
        modified: UInt32? = nil
    ) {
        self.size = size
        self.user = user
        self.group = group
        self.mode = mode
        self.accessed = accessed
        self.modified = modified
    }

    /// The lower twelve bits of the mode.
    public var permissions: UInt32? { self.mode.map { $0 & 0o7777 } }
    /// Whether it is a folder; nil when the server tells no kind.
    public var isFolder: Bool? { self.kind.map { $0 == 0o040000 } }
    /// Whether it is a plain file; nil when the server tells no kind.
    public var isPlainFile: Bool? { self.kind.map { $0 == 0o100000 } }
    /// Whether it is a symbolic link; nil when the server tells no kind.
    public var isLink: Bool? { self.kind.map { $0 == 0o120000 } }

    private var kind: UInt32? {
        // Some servers send permissions without a kind.
        self.mode.flatMap { $0 & 0o170000 == 0 ? nil : $0 & 0o170000 }
    }
}

/// A file in a folder on a server.
public struct RemoteFile: Sendable, Hashable {
    /// The name's bytes: no slash, no `.` or `..`.
    public let name: [UInt8]
    /// What the server tells about it, without following a link.
    public let attributes: RemoteAttributes

    /// The name as text on one line; what is no printable text is shown as `\xNN`.
    public var printableName: String { RemotePath.printable(self.name) }
}
