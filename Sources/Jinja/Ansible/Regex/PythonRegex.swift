/// Searching and replacing as Python's `re` does it, counted against the limits of the rendering.
struct PythonRegex {
    /// A match: the bounds of each group, -1 for one without part in it.
    struct Match {
        let bounds: [Int]
        fileprivate let text: [UInt32]

        /// The text of a group; nil when it has no part in the match.
        func group(_ index: Int) -> String? {
            let start = self.bounds[2 * index]
            let end = self.bounds[2 * index + 1]
            guard start >= 0, end >= start else { return nil }
            return PythonText.string(self.text[start..<end].compactMap { Unicode.Scalar($0) })
        }
    }

    let program: RegexProgram
    private let rendering: Rendering

    init(_ pattern: String, _ flags: RegexFlags, _ rendering: Rendering) throws(JinjaError) {
        self.program = try RegexProgram(pattern, flags)
        self.rendering = rendering
    }

    /// `re.match`, or `re.fullmatch`.
    func match(_ text: String, isFull: Bool = false) throws(JinjaError) -> Match? {
        let scalars = try self.scalars(text)
        var matcher = RegexMatcher(self.program, scalars, self.rendering)
        return try matcher.match(at: 0, isFull: isFull).map { Match(bounds: $0, text: scalars) }
    }

    /// `re.search`.
    func search(_ text: String) throws(JinjaError) -> Match? {
        var found: Match?
        try self.each(text) { match throws(JinjaError) in
            found = match
            return false
        }
        return found
    }

    /// Calls `body` with every match until it gives false.
    func each(_ text: String, _ body: (Match) throws(JinjaError) -> Bool) throws(JinjaError) {
        let scalars = try self.scalars(text)
        var matcher = RegexMatcher(self.program, scalars, self.rendering)
        var start = 0
        var mayBeEmpty = true
        while start <= scalars.count {
            guard let bounds = try self.next(&matcher, scalars, start, mayBeEmpty) else { return }
            try self.rendering.tick()
            guard try body(Match(bounds: bounds, text: scalars)) else { return }
            // Python accepts an empty match anywhere but at the end of an empty one.
            mayBeEmpty = bounds[1] != bounds[0]
            start = bounds[1]
        }
    }

    private func scalars(_ text: String) throws(JinjaError) -> [UInt32] {
        try self.rendering.tick(text.utf8.count / 64)
        return text.unicodeScalars.map(\.value)
    }

    private func next(
        _ matcher: inout RegexMatcher, _ text: [UInt32], _ start: Int, _ mayBeEmpty: Bool
    ) throws(JinjaError) -> [Int]? {
        for place in start...text.count {
            if let first = self.program.first, place == text.count || !first.contains(text[place]) {
                if place & 63 == 0 { try self.rendering.tick() }
                continue
            }
            if let bounds = try matcher.match(at: place, mayBeEmpty: mayBeEmpty || place > start) { return bounds }
        }
        return nil
    }

    /// `re.subn`: the new text and how often the pattern was found.
    func replace(_ text: String, _ replacement: String, count: Int) throws(JinjaError) -> (text: String, count: Int) {
        let template = try RegexTemplate(replacement, self.program)
        let scalars = try self.scalars(text)
        var result = ""
        var end = 0
        var found = 0
        func piece(_ start: Int, _ end: Int) -> String {
            PythonText.string(scalars[start..<end].compactMap { Unicode.Scalar($0) })
        }
        guard count >= 0 else { return (text, 0) }
        try self.each(text) { match throws(JinjaError) in
            result += piece(end, match.bounds[0])
            result += template.expanded(match)
            try self.rendering.checkLength(result.utf8.count)
            end = match.bounds[1]
            found += 1
            return found != count
        }
        result += piece(end, scalars.count)
        try self.rendering.checkLength(result.utf8.count)
        return (result, found)
    }
}
