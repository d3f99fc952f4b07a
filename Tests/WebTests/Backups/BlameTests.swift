import Testing

@testable import Services

struct BlameTests {
    @Test func `each line names the point with which it came`() {
        let newest = "a\nb\nc\n"
        #expect(Blame.attribute([newest, "a\nc\n", "a\n"], isCut: false) == [2, 0, 1])
    }

    @Test func `a line that went and came back was brought by the point with which it came back`() {
        #expect(Blame.attribute(["a\nb\n", "a\n", "a\nb\n"], isCut: false) == [2, 0])
    }

    @Test func `a line that is older than what was looked through names no point`() {
        #expect(Blame.attribute(["a\nb\n", "a\n"], isCut: true) == [nil, 0])
        #expect(Blame.attribute(["a\n"], isCut: false) == [0])
        #expect(Blame.attribute([], isCut: false) == [])
    }
}
