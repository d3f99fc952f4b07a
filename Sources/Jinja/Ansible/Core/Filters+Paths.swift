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
