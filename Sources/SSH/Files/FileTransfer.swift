/// A transfer that is done.
public struct FileTransfer: Sendable, Hashable {
    /// The file's size in bytes.
    public let size: Int64
    /// How many of them were there already from an earlier transfer.
    public let resumedAt: Int64
    /// The SHA-256 checksum of what was read or written on our side, 32 bytes.
    public let sha256: [UInt8]
    /// What proves that the copy is the original.
    public let proof: FileProof
}

/// What proved that a copy is the original.
public enum FileProof: String, Sendable, Hashable {
    /// Both have the same size.
    case size
    /// The server made the same checksum with the SFTP extension `check-file`.
    case checkFile
    /// The server made the same checksum with `sha256sum`.
    case command
    /// The server's file was read once more.
    case readBack
}

/// How far a transfer is.
public struct FileProgress: Sendable, Hashable {
    /// Bytes that have arrived, those of an earlier transfer included.
    public let done: Int64
    /// Bytes of the whole file; nil while that is not known.
    public let total: Int64?
}

/// Is told how far a transfer is, on an event loop's thread: it must not take long.
public typealias FileProgressReport = @Sendable (FileProgress) -> Void
