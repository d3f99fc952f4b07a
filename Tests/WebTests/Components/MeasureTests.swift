import Testing

@testable import Web

struct MeasureTests {
    @Test(arguments: [(0, "0 B"), (999, "999 B"), (6100, "6.1 kB"), (6000, "6 kB"), (1_250_000, "1.3 MB")])
    func `a size is said in one unit`(bytes: Int, text: String) {
        #expect(Measure.bytes(bytes) == text)
    }

    @Test(arguments: [
        (-1.0, "0 s"), (1.24, "1.2 s"), (42.9, "42 s"), (240, "4 min"), (7200, "2 h"), (200_000, "2 days"),
    ])
    func `a span of time is said in one unit`(seconds: Double, text: String) {
        #expect(Measure.span(seconds) == text)
    }

    @Test func `hidden secrets are counted`() {
        #expect(Measure.redaction(of: "a ••• b\n•••", mark: "•••") == "2 secrets hidden")
        #expect(Measure.redaction(of: "a", mark: "•••") == "")
    }
}
