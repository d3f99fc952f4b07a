import Testing
import TextFSM

/// What is wrong with a template is said with its line.
@Suite struct TemplateErrorTests {
    @Test(arguments: [
        ("Value A (x)\n\nBegin\n", nil, "The state «Start» is missing"),
        ("Value Foo A (x)\n\nStart\n", 1, "There is no option «Foo»"),
        ("Value A (x)\nStart\n", 2, "The values end with an empty line"),
        ("Value A (x)\n\nStart\n  ^x -> Nowhere\n", 4, "The state «Nowhere», named in the state «Start», is not there"),
        ("Value A (x)\n\nStart\n  ^${B}\n", 4, "names the value «B», which is not declared"),
        ("Value A (x)\n\nStart\n  ^x$\n", 4, "write $$ for the end of the line"),
        ("Value A (x)\n\nStart\n  ^x(\n", 4, "has a group without its closing parenthesis"),
        ("Value A (x)\n\nStart\n  ^x -> Continue Start\n", 4, "stays in its state"),
        ("Value A (\\N{DIGIT ONE})\n\nStart\n", 1, "names a character by \\N{…}"),
        ("Value A (a**)\n\nStart\n", 1, "repeats a repeat"),
    ] as [(String, Int?, String)])
    func `an error names the line and what is wrong`(source: String, line: Int?, words: String) {
        do throws(TextFSMError) {
            _ = try TextFSMTemplate(source)
            Issue.record("it was taken")
        } catch {
            #expect(error.description.contains(words), "\(error)")
            #expect(error.templateLine == line)
        }
    }

    @Test func `a rule that refuses the output says its message and both lines`() throws {
        let template = try TextFSMTemplate("Value A (\\d)\n\nStart\n  ^${A}\n  ^. -> Error \"not a digit\"\n")
        #expect {
            _ = try template.parse("1\n2\nx\n")
        } throws: { error in
            (error as? TextFSMError).map {
                $0.code == .errorRule && $0.templateLine == 5 && $0.inputLine == 3 && $0.message.contains("not a digit")
            } ?? false
        }
    }
}
