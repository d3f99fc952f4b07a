import Testing

@testable import Services

struct ConfigurationOutlineTests {
    @Test func `a line stands under those that are less indented above it`() {
        let outline = ConfigurationOutline(
            "router bgp 1\r\n address-family ipv4\r\n  neighbor 192.0.2.1\r\n!\r\nend\r\n")
        #expect(outline.lines.map(\.text) == ["router bgp 1", "address-family ipv4", "neighbor 192.0.2.1", "end"])
        #expect(outline.lines.map(\.parents) == [[], ["router bgp 1"], ["router bgp 1", "address-family ipv4"], []])
        #expect(outline.lines.map(\.number) == [1, 2, 3, 5])
    }

    @Test func `tabs, braces and very long lines do no harm`() {
        let outline = ConfigurationOutline("system {\n\thost-name r1;\n}\n" + String(repeating: "x", count: 5000))
        #expect(outline.lines.map(\.parents) == [[], ["system {"], []])
        #expect(outline.lines.last?.text.count == 1000)
    }

    @Test func `ten thousand levels are read as thirty-two`() {
        let deep = (0..<10_000).map { String(repeating: " ", count: $0) + "a" }.joined(separator: "\n")
        #expect(ConfigurationOutline(deep).lines.allSatisfy { $0.parents.count <= 32 })
    }
}
