/// Jinja2's `urlize`: addresses in text become links.
struct Urlize {
    private let limit: Int?
    private let attributes: String
    private let schemes: [String]

    static func filter(
        _ value: Value, _ arguments: Arguments, _ rendering: Rendering
    ) throws(JinjaError) -> Value {
        let bound = try arguments.bind("trim_url_limit", "nofollow", "target", "rel", "extra_schemes")
        var relations: Set<String> = ["noopener"]
        if let rel = bound[3], !rel.isNone { relations.formUnion(SplitText.words(try rel.textArgument("urlize"))) }
        if try bound[1]?.isTrue() ?? false { relations.insert("nofollow") }
        var attributes = " rel=\"\(HTMLEscape.escape(relations.sorted().joined(separator: " ")))\""
        if let target = bound[2], try target.isTrue() {
            attributes += " target=\"\(try rendering.escaped(target))\""
        }
        var schemes: [String] = []
        if let given = bound[4], !given.isNone {
            for scheme in try rendering.array(given) {
                let text = try scheme.textArgument("urlize")
                guard text.wholeMatch(of: #/[\w.+\-]{2,}:/{0,2}/#) != nil else {
                    throw JinjaError(.value, "urlize got something that is not the beginning of an address")
                }
                schemes.append(text)
            }
        }
        var limit: Int?
        if let given = bound[0], !given.isNone { limit = try given.wholeNumber("urlize") }
        let linker = Urlize(limit: limit, attributes: attributes, schemes: schemes)
        let text = try linker.text(try rendering.escaped(value), rendering)
        return rendering.autoescape ? .markup(text) : .string(text)
    }

    private func text(_ escaped: String, _ rendering: Rendering) throws(JinjaError) -> String {
        var result = ""
        var word = String.UnicodeScalarView()
        for scalar in escaped.unicodeScalars {
            if PythonText.isSpace(scalar) {
                try rendering.tick(8)
                result += self.linked(String(word))
                word = String.UnicodeScalarView()
                result.unicodeScalars.append(scalar)
            } else {
                word.append(scalar)
            }
            try rendering.checkLength(result.utf8.count)
        }
        return result + self.linked(String(word))
    }

    private func linked(_ word: String) -> String {
        // No address is longer, and matching stays quick.
        guard !word.isEmpty, word.utf8.count <= 4096 else { return word }
        var (head, middle, tail) = ("", word, "")
        if let match = middle.prefixMatch(of: #/(?:[(<]|&lt;)+/#) {
            head = String(match.output)
            middle = String(middle[match.range.upperBound...])
        }
        while let end = [")", ">", ".", ",", "&gt;"].first(where: middle.hasSuffix) {
            tail = end + tail
            middle.removeLast(end.count)
        }
        for (open, close) in [("(", ")"), ("<", ">"), ("&lt;", "&gt;")] {
            let opened = Methods.count(middle, open)
            guard opened > Methods.count(middle, close) else { continue }
            for _ in 0..<min(opened, Methods.count(tail, close)) {
                let parts = SplitText.split(tail, close, limit: 1)
                middle += parts[0] + close
                tail = parts.count > 1 ? parts[1] : ""
            }
        }
        return head + self.link(middle) + tail
    }

    private func link(_ text: String) -> String {
        if Self.isAddress(text) {
            let target = text.hasPrefix("https://") || text.hasPrefix("http://") ? text : "https://\(text)"
            return "<a href=\"\(target)\"\(self.attributes)>\(self.shortened(text))</a>"
        }
        if text.hasPrefix("mailto:"), Self.isMail(String(text.dropFirst(7))) {
            return "<a href=\"\(text)\">\(text.dropFirst(7))</a>"
        }
        if text.contains("@"), !text.hasPrefix("www."), !text.hasPrefix("@"), !text.contains(":"), Self.isMail(text) {
            return "<a href=\"mailto:\(text)\">\(text)</a>"
        }
        var result = text
        for scheme in self.schemes where result != scheme && result.hasPrefix(scheme) {
            result = "<a href=\"\(result)\"\(self.attributes)>\(result)</a>"
        }
        return result
    }

    private func shortened(_ text: String) -> String {
        guard let limit = self.limit, text.unicodeScalars.count > limit else { return text }
        return PythonText.string(text.unicodeScalars.prefix(max(0, limit))) + "..."
    }

    private static func isMail(_ text: String) -> Bool {
        // RFC 5321 allows 64 bytes, an @ and 255 bytes; matching longer text would take long.
        guard text.utf8.count <= 320 else { return false }
        // A name, an @ and a host with a dot, as in `\S+@\w[\w.-]*\.\w+`.
        let scalars = Array(text.unicodeScalars)
        guard let at = scalars.lastIndex(of: "@"), at > 0 else { return false }
        let host = scalars[(at + 1)...]
        guard let dot = host.lastIndex(of: "."), dot > host.startIndex, dot + 1 < host.endIndex,
            CaseText.isWord(host[host.startIndex])
        else { return false }
        return host[..<dot].allSatisfy { CaseText.isWord($0) || $0 == "." || $0 == "-" }
            && host[(dot + 1)...].allSatisfy(CaseText.isWord)
    }

    private static func isAddress(_ text: String) -> Bool {
        let named =
            #/(?:https?:\/\/|www\.)(?:(?:[\w%\-]+\.)+)?(?:[a-z]{2,63}|xn--[\w%]{2,59})(?::\d{1,5})?(?:[\/?#]\S*)?/#
        let plain = #/(?:[\w%\-]{2,63}\.)+(?:com|net|int|edu|gov|org|info|mil)(?::\d{1,5})?(?:[\/?#]\S*)?/#
        let four = #/https?:\/\/\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?(?:[\/?#]\S*)?/#
        let six = #/https?:\/\/\[(?:[\da-f]{0,4}:){2}(?:[\da-f]{0,4}:?){1,6}\](?::\d{1,5})?(?:[\/?#]\S*)?/#
        return text.wholeMatch(of: named.ignoresCase()) != nil || text.wholeMatch(of: plain.ignoresCase()) != nil
            || text.wholeMatch(of: four) != nil || text.wholeMatch(of: six.ignoresCase()) != nil
    }
}
