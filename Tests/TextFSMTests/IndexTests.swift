import Testing
import TextFSM

@Suite struct IndexTests {
    static let text = """
        # a comment
        Template, Hostname, Platform, Command

        # rows
        one.textfsm, .*, alpha, sh[[ow]] ver[[sion]]
        two.textfsm:three.textfsm, .*, alpha, sh[[ow]] mod[[ule]]( d[[etail]])?$
        short, row
        four.textfsm, .*, (alpha|beta)_x, show.*
        """

    @Test(arguments: [
        ("alpha", "show version", "one.textfsm"), ("alpha", "sh ver", "one.textfsm"), ("alpha", "sho versi", "one.textfsm"),
        ("alpha", "sh versionx", "one.textfsm"), ("alpha", "show ve", nil), ("alpha", "show module d", "two.textfsm"),
        ("alpha", "show module x", nil), ("beta_x", "show anything", "four.textfsm"), ("gamma", "show version", nil),
        ("alphabet", "show version", "one.textfsm"),
    ] as [(String, String, String?)])
    func `the first row that fits counts, and words may be cut where it says so`(
        platform: String, command: String, template: String?
    ) throws {
        let index = try TemplateIndex(Self.text)
        #expect(index.count == 3)
        #expect(index.templates(platform: platform, command: command)?.first == template)
    }

    @Test func `an index without its column is refused`() {
        #expect(throws: TextFSMError.self) { try TemplateIndex("Name, Command\na, b\n") }
        #expect(throws: TextFSMError.self) { try TemplateIndex("Template, Command\na, b(\n") }
    }

    @Test func `tables of two templates are joined by their keys`() throws {
        let sources = [
            "a": "Value Key,Required SLOT (\\d+)\nValue CARD (\\S+)\n\nStart\n  ^slot ${SLOT} card ${CARD} -> Record\n",
            "b": "Value Key,Required SLOT (\\d+)\nValue STATE (\\S+)\n\nStart\n  ^state ${SLOT} ${STATE} -> Record\n",
        ]
        let index = try TemplateIndex("Template, Platform, Command\na:b, x, show\n")
        let collection = TemplateCollection(index: index) { try #require(sources[$0]) }
        let table = try collection.parse("slot 1 card A\nslot 2 card B\nstate 2 up\n", platform: "x", command: "show")
        #expect(table.header == ["SLOT", "CARD", "STATE"])
        #expect(table.json() == #"[{"SLOT":"1","CARD":"A","STATE":""},{"SLOT":"2","CARD":"B","STATE":"up"}]"#)
    }
}
