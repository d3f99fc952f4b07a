import Testing
import TextFSM

/// Nothing that a device sends or a person writes as a template takes more than its bounds.
@Suite struct LimitTests {
    private static func code(_ work: () throws(TextFSMError) -> Void) -> TextFSMError.Code? {
        do throws(TextFSMError) {
            try work()
            return nil
        } catch {
            return error.code
        }
    }

    @Test func `an expression that tries ever more ways is given up`() throws {
        let template = try TextFSMTemplate("Value A ((?:a+)+b)\n\nStart\n  ^${A}\n")
        let output = String(repeating: "a", count: 64)
        #expect(Self.code { () throws(TextFSMError) in _ = try template.parse(output) } == .limit)
    }

    @Test func `an output beyond its bound is refused before it is read`() throws {
        let template = try TextFSMTemplate("Value A (.*)\n\nStart\n  ^${A} -> Record\n")
        let limits = TextFSMLimits(inputBytes: 100)
        let output = String(repeating: "x", count: 101)
        #expect(Self.code { () throws(TextFSMError) in _ = try template.parse(output, limits: limits) } == .limit)
    }

    @Test func `rows beyond their bounds end the parse`() throws {
        let template = try TextFSMTemplate("Value Filldown A (.*)\nValue B (y)\n\nStart\n  ^x${A}\n  ^. -> Record\n")
        let output = "x" + String(repeating: "a", count: 1000) + "\n" + String(repeating: "b\n", count: 1000)
        for limits in [TextFSMLimits(valueBytes: 100_000), TextFSMLimits(values: 500)] {
            #expect(Self.code { () throws(TextFSMError) in _ = try template.parse(output, limits: limits) } == .limit)
        }
        #expect(try template.parse(output).count == 1001)
    }

    @Test func `a parse without time left ends`() throws {
        let template = try TextFSMTemplate("Value A (\\d)\n\nStart\n  ^${A} -> Record\n")
        let output = String(repeating: "1\n", count: 100)
        let limits = TextFSMLimits(time: .zero)
        #expect(Self.code { () throws(TextFSMError) in _ = try template.parse(output, limits: limits) } == .limit)
    }

    @Test func `bytes that are no text are parsed as far as they are`() throws {
        let template = try TextFSMTemplate("Value A (\\S+)\n\nStart\n  ^interface ${A} -> Record\n")
        let output = String(decoding: [0xFF, 0x00, 0x0A] + Array("interface é\u{0}1\n".utf8) + [0xC3], as: UTF8.self)
        #expect(try template.parse(output) == [[.text("é\u{0}1")]])
    }
}
