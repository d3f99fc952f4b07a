/// Ansible's filters on POSIX paths.
extension Filters {
    private static func path(_ name: String, _ body: @escaping @Sendable (String) -> Value) -> Filter {
        Filter { value, arguments, _ throws(JinjaError) in
            _ = try arguments.positionalOnly(0...0)
            return body(try value.textArgument(name))
        }
    }

    static let ansiblePaths: [String: Filter] = [
        "basename": Filters.path("basename") { .string(PathText.split($0).tail) },
        "dirname": Filters.path("dirname") { .string(PathText.split($0).head) },
        "splitext": Filters.path("splitext") { path in
            let (root, suffix) = PathText.splitSuffix(path)
            return .tuple(TupleValue([.string(root), .string(suffix)]))
        },
        "normpath": Filters.path("normpath") { .string(PathText.normal($0)) },
        "win_basename": Filters.path("win_basename") { .string(WindowsPath.split($0).tail) },
        "win_dirname": Filters.path("win_dirname") { .string(WindowsPath.split($0).head) },
        "win_splitdrive": Filters.path("win_splitdrive") { path in
            let (drive, rest) = WindowsPath.splitDrive(path)
            return .tuple(TupleValue([.string(drive), .string(rest)]))
        },
        "urldecode": Filters.path("urldecode") { .string(URLText.unquote($0)) },
        "commonpath": Filter { value, arguments, rendering throws(JinjaError) in
            _ = try arguments.positionalOnly(0...0)
            guard value.stringValue == nil, let items = value.items, !items.isEmpty else {
                throw JinjaError(.type, "commonpath needs a list of paths")
            }
            try rendering.tick(items.count)
            var paths: [String] = []
            for item in items { paths.append(try item.textArgument("commonpath")) }
            guard let common = PathText.common(paths) else {
                throw JinjaError(.value, "commonpath cannot compare absolute and relative paths")
            }
            return .string(common)
        },
        "path_join": Filter { value, arguments, rendering throws(JinjaError) in
            _ = try arguments.positionalOnly(0...0)
            if let text = value.stringValue { return .string(text) }
            guard let items = value.items, !items.isEmpty else {
                throw JinjaError(.type, "path_join needs text or a list of texts")
            }
            var path = try items[0].textArgument("path_join")
            for item in items.dropFirst() {
                let next = try item.textArgument("path_join")
                if next.utf8.first == 47 {
                    path = next
                } else {
                    path += path.isEmpty || path.utf8.last == 47 ? next : "/" + next
                }
                try rendering.checkLength(path.utf8.count)
            }
            return .string(path)
        },
    ]
}

/// Paths as Python's `posixpath` reads them.
enum PathText {
    static func split(_ path: String) -> (head: String, tail: String) {
        let bytes = Array(path.utf8)
        let start = (bytes.lastIndex(of: 47) ?? -1) + 1
        var head = bytes[..<start]
        if head.contains(where: { $0 != 47 }) { while head.last == 47 { head.removeLast() } }
        return (String(decoding: head, as: UTF8.self), String(decoding: bytes[start...], as: UTF8.self))
    }

    /// The part before the last dot of the last name, and the rest; leading dots belong to the name.
    static func splitSuffix(_ path: String) -> (root: String, suffix: String) {
        let bytes = Array(path.utf8)
        let start = (bytes.lastIndex(of: 47) ?? -1) + 1
        guard let dot = bytes.lastIndex(of: 46), dot >= start, bytes[start..<dot].contains(where: { $0 != 46 }) else {
            return (path, "")
        }
        return (String(decoding: bytes[..<dot], as: UTF8.self), String(decoding: bytes[dot...], as: UTF8.self))
    }

    /// The longest path that all begin with; nil for absolute and relative ones together.
    static func common(_ paths: [String]) -> String? {
        let isAbsolute = paths.first?.utf8.first == 47
        guard paths.allSatisfy({ ($0.utf8.first == 47) == isAbsolute }) else { return nil }
        let parts = paths.map { $0.split(separator: "/").filter { $0 != "." } }
        var common = parts.first ?? []
        for other in parts.dropFirst() {
            let same = zip(common, other).prefix { sameText(String($0), String($1)) }.count
            common = Array(common.prefix(same))
        }
        return (isAbsolute ? "/" : "") + common.joined(separator: "/")
    }

    static func normal(_ path: String) -> String {
        if path.isEmpty { return "." }
        var leading = path.utf8.first == 47 ? "/" : ""
        // POSIX leaves two leading slashes to the system; three are one.
        if path.hasPrefix("//"), !path.hasPrefix("///") { leading = "//" }
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part != ".." || (leading.isEmpty && parts.isEmpty) || parts.last == ".." {
                parts.append(part)
            } else if !parts.isEmpty {
                parts.removeLast()
            }
        }
        let result = leading + parts.joined(separator: "/")
        return result.isEmpty ? "." : result
    }
}
