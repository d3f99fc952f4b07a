import ConfigTree
import Testing

@Suite struct PatchTests {
    @Test(arguments: Platform.allCases)
    func `the commands are exactly those of the cases`(_ platform: Platform) throws {
        for fixture in Fixture.all(of: platform) { try check(fixture, platform) }
    }

    private func check(_ fixture: Fixture, _ platform: Platform) throws {
        let name = Comment(rawValue: fixture.testDescription)
        let running = try fixture.runningTree()
        let desired = try fixture.targetTree()
        let patch = try running.patch(to: desired)
        #expect(patch.joined(separator: "\n") == fixture.patch, name)
        let there = try running.applying(patch)
        #expect(there == desired, name)
        let inverse = try desired.patch(to: running)
        if let expected = fixture.inverse { #expect(inverse.joined(separator: "\n") == expected, name) }
        #expect(try there.applying(inverse) == running, name)
        if let typed = fixture.typed {
            #expect(try desired.applying(typed) == desired, "\(name): typing the lines again changes nothing")
        }
        #expect(ConfigDiff(from: running, to: desired).isEmpty == patch.isEmpty, name)
        #expect(try platform.tree(there.text) == desired, "\(name): the text reads as the same tree")
    }

    @Test func `a multi-line banner is one element with line feeds`() throws {
        let running = try Platform.ios.tree("hostname a\n")
        let patch = try running.patch(to: running.applying("banner motd #\nKeep\nout\n#\nhostname b"))
        #expect(patch == ["hostname b", "banner motd #\nKeep\nout\n#"])
    }

    @Test func `every platform has cases, and each has a name of its own`() throws {
        let all = try Fixture.all.get()
        for platform in Platform.allCases {
            let names = all.filter { $0.platform == platform }.map(\.name)
            #expect(!names.isEmpty, "\(platform)")
            #expect(Set(names).count == names.count, "\(platform)")
        }
    }
}
