/// Padding of text to a width in characters.
enum Padding {
    static func center(
        _ text: String, _ width: Int, _ fill: String, _ rendering: Rendering
    ) throws(JinjaError) -> String {
        let length = text.unicodeScalars.count
        guard width > length else { return text }
        try rendering.checkLength(width)
        let missing = width - length
        // CPython puts the odd space to the left when the width is odd.
        let left = missing / 2 + (missing & width & 1)
        return PythonText.repeated(fill, left) + text + PythonText.repeated(fill, missing - left)
    }

    static func left(_ text: String, _ width: Int, _ fill: String, _ rendering: Rendering) throws(JinjaError) -> String
    {
        let length = text.unicodeScalars.count
        guard width > length else { return text }
        try rendering.checkLength(width)
        return text + PythonText.repeated(fill, width - length)
    }

    static func right(_ text: String, _ width: Int, _ fill: String, _ rendering: Rendering) throws(JinjaError) -> String
    {
        let length = text.unicodeScalars.count
        guard width > length else { return text }
        try rendering.checkLength(width)
        return PythonText.repeated(fill, width - length) + text
    }

    static func zeros(_ text: String, _ width: Int, _ rendering: Rendering) throws(JinjaError) -> String {
        let length = text.unicodeScalars.count
        guard width > length else { return text }
        try rendering.checkLength(width)
        let hasSign = text.hasPrefix("-") || text.hasPrefix("+")
        let sign = hasSign ? String(text.prefix(1)) : ""
        return sign + PythonText.repeated("0", width - length) + (hasSign ? String(text.dropFirst()) : text)
    }
}

/// Python's `splitlines`.
enum LineSplitting {
    static func lines(_ text: String, keepEnds: Bool) -> [String] {
        var lines: [String] = []
        var line = String.UnicodeScalarView()
        var isOpen = false
        let scalars = Array(text.unicodeScalars)
        var here = 0
        while here < scalars.count {
            let scalar = scalars[here]
            here += 1
            isOpen = true
            guard self.isBreak(scalar) else {
                line.append(scalar)
                continue
            }
            if keepEnds { line.append(scalar) }
            if scalar == "\r", here < scalars.count, scalars[here] == "\n" {
                if keepEnds { line.append(scalars[here]) }
                here += 1
            }
            lines.append(String(line))
            line = String.UnicodeScalarView()
            isOpen = false
        }
        if isOpen { lines.append(String(line)) }
        return lines
    }

    private static func isBreak(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 10...13, 28...30, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }
}
