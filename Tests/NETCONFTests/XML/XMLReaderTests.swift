import Testing

@testable import NETCONF

@Suite struct XMLReaderTests {
    func read(_ text: String, _ limits: XMLLimits = XMLLimits()) throws(XMLError) -> XMLElement {
        try XMLReader.root(of: Array(text.utf8), limits: limits)
    }

    func problem(_ text: String, _ limits: XMLLimits = XMLLimits()) -> XMLError.Problem? {
        do {
            _ = try self.read(text, limits)
            return nil
        } catch {
            return error.problem
        }
    }

    @Test func `names have their namespaces, however they are spelt`() throws {
        let one = try self.read("<a xmlns='urn:x' b='1'><c/></a>")
        let other = try self.read("<p:a xmlns:p=\"urn:x\" b = \"1\" ><p:c></p:c></p:a>")
        #expect(one.name == XMLName("a", in: "urn:x"))
        #expect(one.children == other.children)
        #expect(one.attributes == other.attributes)
        #expect(other.prefixes == ["p": "urn:x"])
        let inner = try self.read("<a xmlns='urn:x'><b xmlns=''><c xmlns:n='urn:n' n:d='1'/></b></a>")
        #expect(inner.descendant("b")?.name == XMLName("b"))
        #expect(inner.descendant("b", "c")?.attributes == [XMLName("d", in: "urn:n"): "1"])
    }

    @Test func `text is what it stands for`() throws {
        #expect(try self.read("<a>&lt;&gt;&amp;&quot;&apos;&#65;&#x42;&#x1F600;</a>").text == "<>&\"'AB😀")
        #expect(try self.read("<a><![CDATA[<b>&amp;]]> and ü</a>").text == "<b>&amp; and ü")
        #expect(try self.read("<a>1\r\n2\r3&#13;</a>").text == "1\n2\n3\r")
        #expect(try self.read("<a><![CDATA[1\r\n2\r]]></a>").text == "1\n2\n")
        #expect(try self.read("<a>\n <b> x </b>\n</a>").text == "")
        #expect(try self.read("<a>\n <b> x </b>\n</a>").child("b")?.text == " x ")
        #expect(try self.read("<a> </a>").text == " ")
        #expect(try self.read("<a b='1\n&#10;&amp;\"2'/>").attributes[XMLName("b")] == "1 \n&\"2")
    }

    @Test func `comments, instructions, a declaration and a byte order mark are passed over`() throws {
        let text =
            "\u{FEFF}<?xml version=\"1.0\" encoding='UTF-8'?>\n<!-- > -->\n<?x y?><a>1<!-- 2 -->3<?z?></a>\n<!-- -->\n"
        #expect(try self.read(text).text == "13")
    }

    @Test(
        arguments: [
            ("<!DOCTYPE a><a/>", .doctype), ("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", .doctype),
            ("<a><!DOCTYPE b></a>", .doctype), ("<a><!ELEMENT b></a>", .doctype), ("<a>&b;</a>", .entity),
            ("<a>&#0;</a>", .entity), ("<a>&#xD800;</a>", .entity), ("<a>&#x110000;</a>", .entity),
            ("<a>&#;</a>", .entity),
            ("<a>&#99999999999;</a>", .entity), ("<a>&lt</a>", .entity), ("<a b='&c;'/>", .entity),
            ("<a>&#7;</a>", .entity),
            ("<a>\u{7}</a>", .character), ("<a b='\u{1}'/>", .character), ("<a><![CDATA[\u{0}]]></a>", .character),
            ("", .ended), ("<a", .ended), ("<a>", .ended), ("<a><b></b>", .ended), ("<a b='1", .ended),
            ("<!-- ", .ended),
            ("<a><![CDATA[x]]</a>", .ended), ("</a>", .mismatch), ("text", .syntax), ("<a b=1/>", .syntax),
            ("<a b/>", .syntax),
            ("<a b='1'c='2'/>", .syntax), ("<1/>", .syntax), ("< a/>", .syntax), ("<a b='<'/>", .syntax),
            ("<a>]]></a>", .syntax),
            ("<a></b>", .mismatch), ("<a><b></a></b>", .mismatch), ("<p:a xmlns:p='x' xmlns:q='x'></q:a>", .mismatch),
            ("<p:a/>", .prefix), ("<a p:b='1'/>", .prefix), ("<a xmlns:p=''/>", .prefix),
            ("<a b='1' b='2'/>", .duplicate),
            ("<a xmlns:p='x' xmlns:q='x' p:b='1' q:b='2'/>", .duplicate), ("<a xmlns='x' xmlns='y'/>", .duplicate),
            ("<a/><b/>", .trailing), ("<a/>text", .trailing),
            ("<?xml version='1.0' encoding='UTF-16'?><a/>", .encoding),
        ] as [(String, XMLError.Problem)])
    func `what is not allowed is refused`(text: String, expected: XMLError.Problem) {
        #expect(self.problem(text) == expected)
    }

    @Test func `broken UTF-8 is refused`() {
        #expect(throws: XMLError(problem: .encoding, offset: 0)) {
            try XMLReader.root(of: Array("<a>".utf8) + [0xC3, 0x28] + Array("</a>".utf8))
        }
    }

    @Test func `depth, number and names are bounded, and a deep document takes no stack`() {
        let deep = { (count: Int) in String(repeating: "<a>", count: count) + String(repeating: "</a>", count: count) }
        #expect(self.problem(deep(128)) == nil)
        #expect(self.problem(deep(129)) == .depth)
        #expect(self.problem(deep(1_000_000)) == .depth)
        #expect(self.problem("<a>" + String(repeating: "<b/>", count: 100) + "</a>", XMLLimits(nodes: 100)) == .size)
        #expect(
            self.problem("<a>" + String(repeating: "<b c='1'/>", count: 50) + "</a>", XMLLimits(nodes: 100)) == .size)
        #expect(self.problem("<\(String(repeating: "a", count: 1025))/>") == .size)
        #expect(self.problem("<a " + (0..<65).map { "a\($0)='1'" }.joined(separator: " ") + "/>") == .size)
    }

    @Test func `what is written is read back as the same`() throws {
        let element = XMLElement(
            XMLName("a", in: "urn:x"),
            attributes: [
                XMLName("b"): "<\"'&\u{2028}\r\n\t", XMLName("operation", in: "urn:n"): "delete",
                XMLName("c", in: "urn:p"): "1",
                XMLName("lang", in: XMLReader.xml): "en",
            ], prefixes: ["p": "urn:p", "a1": "urn:other"], text: "x]]>\ry <&>",
            children: [XMLElement(XMLName("d")), XMLElement(XMLName("e", in: "urn:x"), text: " ")])
        var read = try self.read(element.xml())
        // A prefix made up for an attribute is declared too.
        #expect(read.prefixes.removeValue(forKey: "a2") == "urn:n")
        #expect(read == element)
        #expect(
            try self.read("<z xmlns='urn:x'>\(element.xml(inherited: "urn:x"))</z>").children.first?.text
                == element.text)
    }

    @Test func `no bytes make it crash or hang`() {
        var generator = SystemRandomNumberGenerator()
        let pieces = [
            "<a>", "</a>", "<a b='1'>", "<p:a xmlns:p='x'>", "</p:a>", "<!--", "-->", "<![CDATA[", "]]>", "&amp;",
            "&#x", ";",
            "<?x", "?>", "<!DOCTYPE", "<", ">", "/>", "'", "\"", "=", "x", " ", "\u{0}", "ü", "xmlns", ":",
        ]
        for _ in 0..<20_000 {
            let text = (0..<Int.random(in: 0...20, using: &generator)).map { _ in
                pieces.randomElement(using: &generator) ?? ""
            }
            if let root = try? self.read(text.joined()) {
                #expect((try? self.read(root.xml())) != nil, "\(text)")
            }
        }
        for _ in 0..<2000 {
            let bytes = (0..<50).map { _ in UInt8.random(in: 0...255, using: &generator) }
            _ = try? XMLReader.root(of: Array("<a>".utf8) + bytes)
        }
    }
}
