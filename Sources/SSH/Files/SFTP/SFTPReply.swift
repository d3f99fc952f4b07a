/// A server's answer to one request.
struct SFTPReply {
    enum Content {
        case status(SFTPStatus)
        case handle([UInt8])
        case data([UInt8])
        case names([(name: [UInt8], attributes: RemoteAttributes)])
        case attributes(RemoteAttributes)
        case extended([UInt8])
    }

    let id: UInt32
    let content: Content

    init(packet: [UInt8]) throws(SFTPBreach) {
        var reader = SFTPReader(packet)
        let type = try reader.byte()
        self.id = try reader.number()
        switch type {
        case 101: self.content = .status(try SFTPStatus(&reader))
        case 102:
            let handle = try reader.string()
            // Section 6.3: at most 256 bytes.
            guard handle.count <= 256 else { throw SFTPBreach("a handle of \(handle.count) bytes") }
            self.content = .handle(handle)
        case 103: self.content = .data(try reader.string())
        case 104:
            var names: [(name: [UInt8], attributes: RemoteAttributes)] = []
            for _ in 0..<(try reader.number()) {
                let name = try reader.string()
                // The line as `ls -l` shows it, for people.
                _ = try reader.string()
                names.append((name, try reader.attributes()))
            }
            self.content = .names(names)
        case 105: self.content = .attributes(try reader.attributes())
        case 201: self.content = .extended(reader.remainder())
        default: throw SFTPBreach("an answer of type \(type)")
        }
    }
}

/// How a request went (section 7).
struct SFTPStatus: Error {
    enum Kind: UInt32 {
        case ok, endOfFile, noSuchFile, permissionDenied, failure, badMessage, noConnection, connectionLost, unsupported
    }

    let kind: Kind
    /// The server's words; empty from old servers, untrusted from all.
    let message: String

    init(_ reader: inout SFTPReader) throws(SFTPBreach) {
        self.kind = Kind(rawValue: try reader.number()) ?? .failure
        self.message = reader.isEmpty ? "" : RemotePath.printable(Array(try reader.string().prefix(200)))
    }

    /// The failure that it means; nil for success.
    var problem: FileError.Code? {
        switch self.kind {
        case .ok: nil
        case .noSuchFile: .notFound
        case .permissionDenied: .permissionDenied
        case .unsupported: .unsupported
        case .badMessage: .protocolError
        case .endOfFile, .failure, .noConnection, .connectionLost: .refused
        }
    }
}
