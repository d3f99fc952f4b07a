import Glibc

/// Finds TCP ports for servers that cannot choose one themselves.
public enum FreePort {
    /// Why there is none.
    public struct Failure: Error {
        /// The system's reason.
        public let code: Int32
    }

    /// A port of the loopback that was free a moment ago; the system hands them out in no order, so two finders differ.
    public static func find() throws -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw Failure(code: errno) }
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard isBound else { throw Failure(code: errno) }
        return Int(UInt16(bigEndian: address.sin_port))
    }
}
