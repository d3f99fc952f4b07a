/// A request of SFTP version 3, without its id.
enum SFTPRequest {
    case open([UInt8], flags: UInt32, RemoteAttributes)
    case close([UInt8])
    case read([UInt8], offset: UInt64, count: UInt32)
    case write([UInt8], offset: UInt64, ArraySlice<UInt8>)
    case linkStatus([UInt8])
    case status([UInt8])
    case handleStatus([UInt8])
    case setStatus([UInt8], RemoteAttributes)
    case setHandleStatus([UInt8], RemoteAttributes)
    case openFolder([UInt8])
    case readFolder([UInt8])
    case remove([UInt8])
    case makeFolder([UInt8])
    case removeFolder([UInt8])
    case realPath([UInt8])
    case rename([UInt8], [UInt8])
    case extended(String, [UInt8])

    /// Flags of `open` (section 6.3).
    static let (read, write, create, truncate, exclusive): (UInt32, UInt32, UInt32, UInt32, UInt32) = (1, 2, 8, 16, 32)

    /// The whole packet with its length.
    func packet(id: UInt32) -> [UInt8] {
        var writer = SFTPWriter()
        writer.number(0)
        writer.byte(self.type)
        writer.number(id)
        switch self {
        case .open(let path, let flags, let attributes):
            writer.string(path)
            writer.number(flags)
            writer.attributes(attributes)
        case .read(let handle, let offset, let count):
            writer.string(handle)
            writer.long(offset)
            writer.number(count)
        case .write(let handle, let offset, let bytes):
            writer.string(handle)
            writer.long(offset)
            writer.string(bytes)
        case .setStatus(let name, let attributes), .setHandleStatus(let name, let attributes):
            writer.string(name)
            writer.attributes(attributes)
        case .makeFolder(let path):
            writer.string(path)
            writer.attributes(RemoteAttributes())
        case .rename(let old, let new):
            writer.string(old)
            writer.string(new)
        case .extended(let name, let body):
            writer.string(name)
            return Self.measured(writer.bytes + body)
        case .close(let name), .linkStatus(let name), .status(let name), .handleStatus(let name), .openFolder(let name),
            .readFolder(let name), .remove(let name), .removeFolder(let name), .realPath(let name):
            writer.string(name)
        }
        return Self.measured(writer.bytes)
    }

    private static func measured(_ bytes: [UInt8]) -> [UInt8] {
        var length = SFTPWriter()
        length.number(UInt32(bytes.count - 4))
        var bytes = bytes
        bytes.replaceSubrange(..<4, with: length.bytes)
        return bytes
    }

    private var type: UInt8 {
        switch self {
        case .open: 3
        case .close: 4
        case .read: 5
        case .write: 6
        case .linkStatus: 7
        case .handleStatus: 8
        case .setStatus: 9
        case .setHandleStatus: 10
        case .openFolder: 11
        case .readFolder: 12
        case .remove: 13
        case .makeFolder: 14
        case .removeFolder: 15
        case .realPath: 16
        case .status: 17
        case .rename: 18
        case .extended: 200
        }
    }
}
