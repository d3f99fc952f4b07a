/// Where the bytes of a rendering come from, while it runs.
final class LineTrace {
    /// A line of a template.
    struct Place: Equatable {
        let source: TemplateSource
        let line: Int

        static func == (a: Place, b: Place) -> Bool { a.source === b.source && a.line == b.line }
    }

    private var marks: [(offset: Int, place: Place)] = []
    /// The places of the lines of texts that macros, blocks and the like have given.
    private var captured: [String: [Place]] = [:]
    private var capturedBytes = 0
    private let limit: Int

    init(limit: Int) {
        self.limit = limit
    }

    /// What follows `offset` comes from that place.
    func note(_ offset: Int, _ place: Place) {
        if let last = self.marks.last, last.offset == offset { self.marks.removeLast() }
        if self.marks.last?.place != place { self.marks.append((offset, place)) }
    }

    /// Text that follows `offset` was taken from the output before, or comes from that place.
    func note(_ text: String, _ offset: Int, _ place: Place) {
        guard let places = self.captured[text] else { return self.note(offset, place) }
        var position = offset
        var lines = places[...]
        if let first = lines.popFirst() { self.note(position, first) }
        for byte in text.utf8 {
            position += 1
            if byte == 10, let next = lines.popFirst() { self.note(position, next) }
        }
    }

    /// Text was taken back from the output: remembers the places of its lines.
    func capture(_ text: String, from start: Int) {
        var tail = self.marks.count
        while tail > 0, self.marks[tail - 1].offset >= start { tail -= 1 }
        let before = tail > 0 ? self.marks[tail - 1].place : nil
        let marks = self.marks[tail...]
        self.remember(text, Self.places(text.utf8, from: start, marks, before))
        self.marks.removeLast(self.marks.count - tail)
    }

    /// A filter made one text of another; when it kept the lines, their places are kept too.
    func transfer(_ old: String, _ new: String) {
        guard let places = self.captured[old], self.captured[new] == nil else { return }
        let count = new.utf8.reduce(1) { $1 == 10 ? $0 + 1 : $0 }
        if count == places.count { return self.remember(new, places) }
        if count <= 2000, places.count <= 2000 { self.remember(new, Self.matched(old, places, new)) }
    }

    /// The places of the lines that a filter kept, such as `trim`; others take that of the line before.
    private static func matched(_ old: String, _ places: [Place], _ new: String) -> [Place?] {
        func lines(_ text: String) -> [String] {
            text.utf8.split(separator: 10, omittingEmptySubsequences: false).map {
                PythonText.strip(String(decoding: Array($0), as: UTF8.self))
            }
        }
        let known = lines(old)
        var next = 0
        var last = places.first
        return lines(new).map { line in
            if let found = known[next...].firstIndex(of: line) {
                last = places[found]
                next = found + 1
            }
            return last
        }
    }

    private func remember(_ text: String, _ places: [Place?]) {
        let known = places.compactMap(\.self)
        guard known.count == places.count else { return }
        self.capturedBytes += text.utf8.count
        if self.capturedBytes > self.limit {
            self.captured = [:]
            self.capturedBytes = text.utf8.count
        }
        self.captured[text] = known
    }

    /// The origin of each line of the finished output.
    func origins(of bytes: [UInt8], _ main: TemplateSource) -> [TracedText.Origin] {
        var places = Self.places(bytes, from: 0, self.marks[...], nil)
        if bytes.isEmpty || bytes.last == 10 { places.removeLast() }
        return places.map { TracedText.Origin(template: $0?.source.name ?? main.name, line: $0?.line ?? 1) }
    }

    /// The place of each line: the one that made most of its visible bytes, of equal ones the first; for a line without any,
    /// that of its beginning.
    private static func places(
        _ bytes: some Collection<UInt8>, from start: Int, _ marks: ArraySlice<(offset: Int, place: Place)>,
        _ before: Place?
    ) -> [Place?] {
        var places: [Place?] = []
        var current = before
        var rest = marks
        var position = start
        var line = Shares()
        for byte in bytes {
            while let mark = rest.first, mark.offset <= position {
                current = mark.place
                rest.removeFirst()
            }
            line.add(current, isVisible: !byte.isSpace)
            if byte == 10 {
                places.append(line.largest)
                line = Shares()
            }
            position += 1
        }
        places.append(line.isEmpty ? current : line.largest)
        return places
    }

    /// How much of a line each place made.
    private struct Shares {
        private var parts: [(place: Place?, count: Int)] = []

        var isEmpty: Bool { self.parts.isEmpty }

        mutating func add(_ place: Place?, isVisible: Bool) {
            let found =
                self.parts.last?.place == place ? self.parts.count - 1 : self.parts.firstIndex { $0.place == place }
            let position = found ?? self.parts.count
            if found == nil { self.parts.append((place, 0)) }
            if isVisible { self.parts[position].count += 1 }
        }

        var largest: Place? {
            guard var best = self.parts.first else { return nil }
            for part in self.parts.dropFirst() where part.count > best.count { best = part }
            return best.place
        }
    }
}
