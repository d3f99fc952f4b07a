import ConfigTree
import Testing

@Suite struct PatchTests {
    @Test(arguments: Fixture.ios)
    func `the commands for IOS are exactly those`(_ fixture: Fixture) throws { try check(fixture, .ios) }

    @Test(arguments: Fixture.frr)
    func `the commands for FRR are exactly those`(_ fixture: Fixture) throws { try check(fixture, .frr) }

    private func check(_ fixture: Fixture, _ platform: Platform) throws {
        let running = try platform.tree(fixture.running)
        let desired = try running.applying(fixture.typed)
        let patch = try running.patch(to: desired)
        #expect(patch.joined(separator: "\n") == fixture.patch)
        #expect(try running.applying(patch) == desired)
        #expect(try desired.applying(desired.patch(to: running)) == running)
        #expect(try desired.applying(fixture.typed) == desired, "typing the lines again changes nothing")
        #expect(ConfigDiff(from: running, to: desired).isEmpty == patch.isEmpty)
    }

    @Test func `a multi-line banner is one element with line feeds`() throws {
        let running = try Platform.ios.tree("hostname a\n")
        let patch = try running.patch(to: running.applying("banner motd #\nKeep\nout\n#\nhostname b"))
        #expect(patch == ["hostname b", "banner motd #\nKeep\nout\n#"])
    }

    @Test func `there are at least forty cases`() {
        #expect(Fixture.ios.count + Fixture.frr.count >= 40)
        #expect(Set((Fixture.ios + Fixture.frr).map(\.name)).count == Fixture.ios.count + Fixture.frr.count - 1)
    }
}
