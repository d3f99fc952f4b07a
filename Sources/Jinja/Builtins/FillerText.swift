/// Jinja2's `lipsum`: paragraphs of text without meaning. Unlike there it is the same each time, because equal input gives equal
/// output.
enum FillerText {
    private static let words =
        "ac ad amet ante arcu augue bibendum commodo congue cras cubilia dapibus diam dictum dolor donec dui egestas eget elit enim"
        .split(separator: " ").map(String.init)

    static func value(_ arguments: Arguments, _ rendering: Rendering) throws(JinjaError) -> Value {
        let bound = try arguments.bind("n", "html", "min", "max")
        let count = try bound[0]?.wholeNumber("lipsum") ?? 5
        let isHTML = try bound[1]?.isTrue() ?? true
        let least = try bound[2]?.wholeNumber("lipsum") ?? 20
        let most = try bound[3]?.wholeNumber("lipsum") ?? 100
        guard least < most else { throw JinjaError(.value, "lipsum needs a “max” above its “min”") }
        var chance = Chance()
        var result = ""
        for position in 0..<max(0, count) {
            try rendering.tick()
            let number = least + chance.next(below: most - least)
            if position > 0 { result += isHTML ? "\n" : "\n\n" }
            if isHTML { result += "<p>" }
            try self.paragraph(number, &chance, &result, rendering)
            if isHTML { result += "</p>" }
        }
        try rendering.checkLength(result.utf8.count)
        return isHTML ? .markup(result) : .string(result)
    }

    private static func paragraph(
        _ count: Int, _ chance: inout Chance, _ result: inout String, _ rendering: Rendering
    ) throws(JinjaError) {
        var isStart = true
        for position in 0..<max(0, count) {
            try rendering.tick()
            let word = self.words[chance.next(below: self.words.count)]
            if position > 0 { result += " " }
            result += isStart ? CaseText.capitalize(word) : word
            isStart = position == count - 1 || chance.next(below: 12) == 0
            if isStart { result += "." }
        }
    }

    /// Numbers that look random, always the same ones.
    private struct Chance {
        private var state: UInt64 = 0x9E37_79B9_7F4A_7C15

        mutating func next(below bound: Int) -> Int {
            self.state = self.state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(self.state >> 33) % max(1, bound)
        }
    }
}
