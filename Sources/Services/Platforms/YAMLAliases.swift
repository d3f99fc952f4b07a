/// Finds aliases in YAML before it is parsed: keys made of them take as long to compare as they are large when unfolded.
enum YAMLAliases {
    /// The line of the first alias whose anchor stands in the text; nil when there is none.
    ///
    /// A name counts only where a value may begin. The same name behind `&` and `*` in texts that are no values is improbable
    /// enough, and quotes would not save the program from the parser.
    static func firstLine(of text: String) -> Int? {
        var anchors: Set<[UInt8]> = []
        var aliases: [(name: [UInt8], line: Int)] = []
        var line = 1
        var before: UInt8 = 0x0A
        var rest = Substring(text).utf8
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "&") || byte == UInt8(ascii: "*"), Self.mayStandBefore.contains(before) {
                let name = rest.prefix { !Self.ends.contains($0) }
                if !name.isEmpty {
                    if byte == UInt8(ascii: "&") {
                        anchors.insert(Array(name))
                    } else {
                        aliases.append((Array(name), line))
                    }
                }
            }
            if byte == 0x0A { line += 1 }
            before = byte
        }
        return aliases.first { anchors.contains($0.name) }?.line
    }

    private static let mayStandBefore = Set(" \t\r\n[{,".utf8)
    private static let ends = Set(" \t\r\n[]{},".utf8)
}
