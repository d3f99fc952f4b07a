#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// How much memory the program occupies.
enum ResidentMemory {
    /// Bytes in use now; nil where the system does not tell.
    static var bytes: Int? {
        #if canImport(Glibc) || canImport(Musl)
            let file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
            guard file >= 0 else { return nil }
            defer { close(file) }
            var text = [UInt8](repeating: 0, count: 128)
            let length = read(file, &text, text.count)
            guard length > 0 else { return nil }
            // The second number counts pages that are in memory.
            let fields = text.prefix(length).split(separator: 32)
            guard fields.count > 1, let pages = Int(String(decoding: fields[1], as: UTF8.self)) else { return nil }
            return pages * max(4096, sysconf(Int32(_SC_PAGESIZE)))
        #else
            return nil
        #endif
    }
}
