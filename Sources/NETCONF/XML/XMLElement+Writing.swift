extension XMLElement {
    /// The element as XML; `inherited` is the default namespace where it will stand.
    public func xml(inherited: String = "") -> String {
        var text = ""
        self.write(to: &text, inherited)
        return text
    }

    private func write(to text: inout String, _ inherited: String) {
        text += "<\(self.name.local)"
        if self.name.namespace != inherited { text += " xmlns=\"\(Self.escaped(self.name.namespace))\"" }
        for (prefix, namespace) in self.prefixes.sorted(by: { $0.key < $1.key }) where !prefix.isEmpty {
            text += " xmlns:\(prefix)=\"\(Self.escaped(namespace))\""
        }
        var made = 0
        for (name, value) in self.attributes.sorted(by: {
            ($0.key.local, $0.key.namespace) < ($1.key.local, $1.key.namespace)
        }) {
            var prefix = ""
            if !name.namespace.isEmpty {
                // Only declared here are prefixes known to mean what they say.
                if name.namespace == XMLReader.xml {
                    prefix = "xml:"
                } else if let known = self.prefixes.filter({ $0.value == name.namespace && !$0.key.isEmpty }).keys.min()
                {
                    prefix = known + ":"
                } else {
                    repeat { made += 1 } while self.prefixes["a\(made)"] != nil
                    prefix = "a\(made):"
                    text += " xmlns:a\(made)=\"\(Self.escaped(name.namespace))\""
                }
            }
            text += " \(prefix)\(name.local)=\"\(Self.escaped(value, inAttribute: true))\""
        }
        if self.text.isEmpty && self.children.isEmpty {
            text += "/>"
            return
        }
        text += ">\(Self.escaped(self.text))"
        for child in self.children { child.write(to: &text, self.name.namespace) }
        text += "</\(self.name.local)>"
    }

    /// Text as it may stand in content and in attributes; line breaks survive both.
    static func escaped(_ text: String, inAttribute: Bool = false) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "\r": escaped += "&#13;"
            case "\n" where inAttribute: escaped += "&#10;"
            case "\t" where inAttribute: escaped += "&#9;"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
