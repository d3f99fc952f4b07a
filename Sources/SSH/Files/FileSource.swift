/// Where the bytes of an upload come from.
public enum FileSource: Sendable, Hashable {
    /// A file on our side.
    case path(String)
    /// An open plain file, which stays open.
    case descriptor(Int32)
    /// Bytes in memory.
    case bytes([UInt8])
}

/// Where the bytes of a download go.
public enum FileSink: Sendable, Hashable {
    /// A file on our side, which appears when it is whole.
    case path(String)
    /// An open plain file, which stays open and is written from its beginning; what is there already is cut off.
    case descriptor(Int32)
}
