import Foundation

/// One IPv4 or IPv6 address with its port, as `connect` takes it.
struct SocketAddress: Sendable, Equatable {
    let family: Int32
    let bytes: [UInt8]

    /// Calls `body` with the C form of the address.
    func withSockaddr<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
        var storage = sockaddr_storage()
        return withUnsafeMutableBytes(of: &storage) { raw in
            raw.copyBytes(from: self.bytes.prefix(raw.count))
            return raw.withMemoryRebound(to: sockaddr.self) { typed in
                guard let base = typed.baseAddress else { preconditionFailure("sockaddr_storage is never empty") }
                return body(UnsafePointer(base), socklen_t(self.bytes.count))
            }
        }
    }

    /// All addresses of `host` in the system's order; blocks unless `isNumeric`.
    static func lookup(_ host: String, port: UInt16, isNumeric: Bool) -> [SocketAddress] {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_flags = AI_NUMERICSERV | (isNumeric ? AI_NUMERICHOST : AI_ADDRCONFIG)
        var list: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, String(port), &hints, &list) == 0 else { return [] }
        defer { freeaddrinfo(list) }
        var addresses: [SocketAddress] = []
        var next = list
        while let entry = next {
            if let address = entry.pointee.ai_addr {
                let raw = UnsafeRawBufferPointer(start: address, count: Int(entry.pointee.ai_addrlen))
                addresses.append(SocketAddress(family: entry.pointee.ai_family, bytes: [UInt8](raw)))
            }
            next = entry.pointee.ai_next
        }
        return addresses
    }
}
