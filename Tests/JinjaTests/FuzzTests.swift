import Foundation
import Jinja
import Testing

/// Random and mutated templates: whatever they are, they render or are refused; a crash or hang would end the run.
struct FuzzTests {
    /// The same numbers in each run, unless NETSTACKS_FUZZ_SEED says otherwise.
    private struct Dice: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            self.state &+= 0x9E37_79B9_7F4A_7C15
            var z = self.state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }

    private static let words = [
        "{{", "}}", "{%", "%}", "{#", "#}", "{%-", "-%}", "{{-", "-}}", "{%+", " ", "\n", "\r\n", "\t", "x", "y",
        "loop", "1",
        "0", "-1", "1e9", "1.5", "0x1f", "'a'", "\"b\"", "'", "\"", "\\", "(", ")", "[", "]", "{", "}", ",", ":", ".",
        "|", "~",
        "+", "-", "*", "/", "//", "%", "**", "==", "!=", "<", ">=", "=", "and", "or", "not", "in", "is", "if", "else",
        "elif", "endif", "for", "endfor", "set", "endset", "macro", "m(", "endmacro", "call", "endcall", "filter",
        "endfilter",
        "with", "endwith", "block", "b", "endblock", "raw", "endraw", "include", "import", "from", "as", "extends",
        "autoescape", "endautoescape", "do", "break", "continue", "recursive", "scoped", "required", "ignore missing",
        "defined", "none", "true", "false", "upper", "join", "list", "map", "sort", "groupby", "tojson", "format",
        "default",
        "range(3)", "namespace(a=1)", "super()", "self.b()", "caller()", "varargs", "kwargs", "é", "日本", "\u{1F600}",
        "\u{0}",
        "__class__", "9999999999999999999999", "'%d' % x", "'{:>5}'.format(x)", "x.items()", "d", "l", "l[0:2]", "d.k",
    ]

    private func environment(_ dice: inout Dice) -> Environment {
        var environment = Environment(loader: DictionaryLoader(["t": "{{ x }}{% macro m(a) %}{{ a }}{% endmacro %}"]))
        environment.limits = Limits(
            outputBytes: 1 << 16, iterations: 2000, depth: 20, time: .milliseconds(200), templateBytes: 1 << 16)
        environment.undefined = UndefinedKind.allCases.randomElement(using: &dice) ?? .strict
        environment.autoescape = Bool.random(using: &dice)
        environment.trimBlocks = Bool.random(using: &dice)
        environment.lstripBlocks = Bool.random(using: &dice)
        if Int.random(in: 0..<5, using: &dice) == 0 {
            environment.syntax.lineStatementPrefix = "%"
            environment.syntax.lineCommentPrefix = "##"
        }
        return environment
    }

    private func mutated(_ source: String, _ dice: inout Dice) -> String {
        var bytes = Array(source.utf8)
        for _ in 0..<Int.random(in: 1...4, using: &dice) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &dice)
            switch Int.random(in: 0..<5, using: &dice) {
            case 0: bytes.remove(at: place)
            case 1: bytes.insert(UInt8.random(in: 0...255, using: &dice), at: place)
            case 2: bytes.insert(contentsOf: (Self.words.randomElement(using: &dice) ?? "").utf8, at: place)
            case 3: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...12, using: &dice)))
            default:
                let end = min(bytes.count, place + Int.random(in: 1...40, using: &dice))
                bytes.insert(contentsOf: Array(bytes[place..<end]), at: Int.random(in: 0...bytes.count, using: &dice))
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func `random and mutated templates neither crash nor hang`() throws {
        let seed = ProcessInfo.processInfo.environment["NETSTACKS_FUZZ_SEED"].flatMap(UInt64.init) ?? 1
        let patience = ProcessInfo.processInfo.environment["NETSTACKS_FUZZ_SECONDS"].flatMap(Double.init) ?? 5
        var dice = Dice(state: seed)
        let corpus = try TemplateCase.all().map(\.source)
        let context: Variables = ["x": 3, "y": "text", "l": [1, "a", .none], "d": ["k": [1, 2], "s": "<b>"]]
        let end = ContinuousClock.now + .seconds(patience)
        var count = 0
        while ContinuousClock.now < end {
            var source = ""
            if Bool.random(using: &dice) {
                source = self.mutated(corpus.randomElement(using: &dice) ?? "", &dice)
            } else {
                for _ in 0..<Int.random(in: 1...40, using: &dice) {
                    source += Self.words.randomElement(using: &dice) ?? ""
                }
            }
            let environment = self.environment(&dice)
            let start = ContinuousClock.now
            if let template = try? environment.compile(source) {
                _ = try? template.render(context)
                _ = template.variables()
                _ = try? template.renderTraced(context)
            }
            #expect(ContinuousClock.now - start < .seconds(5), "\(source)")
            count += 1
        }
        print("Jinja: \(count) random templates rendered or were refused")
        #expect(count > 50)
    }
}
