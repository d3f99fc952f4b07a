import Testing

@testable import DeviceCLI

/// Every platform against real words of its devices.
@Suite struct PlatformMatrixTests {
    @Test func `every platform has a sample`() {
        #expect(PlatformSample.all.map(\.platform).sorted() == PlatformFile.names)
    }

    @Test(arguments: PlatformSample.all)
    func `its prompts tell mode and name, and nothing else is taken for one`(sample: PlatformSample) throws {
        let modes = try sample.cli().modes
        for shown in sample.prompts {
            let found = modes.prompt(in: shown.line, above: shown.above)
            if shown.mode.rawValue.isEmpty {
                #expect(found == nil, "\(shown.text)")
            } else {
                #expect(found?.mode == shown.mode, "\(shown.text)")
                #expect(found?.host == shown.host, "\(shown.text)")
            }
        }
        for line in sample.strangers { #expect(modes.prompt(in: line) == nil, "\(line)") }
        for line in sample.show.output + sample.ordinary { #expect(modes.prompt(in: line) == nil, "\(line)") }
    }

    @Test(arguments: PlatformSample.all)
    func `a line that cannot be a prompt is seen by its last byte`(sample: PlatformSample) throws {
        for mode in try sample.cli().modes.modes { #expect(mode.prompt.hint.last != nil, "\(mode.prompt.source)") }
    }

    @Test(arguments: PlatformSample.all)
    func `its errors reject, and other words do not`(sample: PlatformSample) throws {
        let cli = try sample.cli()
        func said(_ line: String) -> [UInt8] { Array("\n\(line)\n".utf8) }
        for line in sample.rejected {
            #expect(cli.rejection(of: said(line)) == line.drop { $0 == " " }.description, "\(line)")
            #expect(cli.rejection(of: said(line), isConfiguring: true) != nil, "\(line)")
        }
        for line in sample.rejectedLines {
            #expect(cli.rejection(of: said(line)) == nil, "\(line)")
            #expect(cli.rejection(of: said(line), isConfiguring: true) != nil, "\(line)")
        }
        for line in sample.accepted + sample.ordinary {
            #expect(cli.rejection(of: said(line), isConfiguring: true) == nil, "\(line)")
        }
    }

    @Test(arguments: PlatformSample.all)
    func `its log messages are noise, and its output is not`(sample: PlatformSample) throws {
        let cli = try sample.cli()
        #expect(sample.noise.isEmpty == cli.noise.isEmpty)
        for line in sample.noise { #expect(cli.isNoise(line), "\(line)") }
        for line in sample.ordinary + sample.show.output { #expect(!cli.isNoise(line), "\(line)") }
    }

    @Test(arguments: PlatformSample.all)
    func `a read-only connection takes what reads and refuses what may write`(sample: PlatformSample) throws {
        let cli = try sample.cli()
        #expect(cli.readOnly.permits(sample.show.command))
        for command in sample.refused { #expect(!cli.readOnly.permits(command), "\(command)") }
        for command in cli.facts.commands { #expect(cli.readOnly.permits(command.command), "\(command.command)") }
        for probe in cli.detection.probes { #expect(cli.readOnly.permits(probe.command), "\(probe.command)") }
        if let configuring = sample.configuring { #expect(!cli.readOnly.permits(configuring.enter)) }
    }

    @Test(arguments: PlatformSample.all)
    func `reading never leads into a mode that configures, writing does and comes back`(sample: PlatformSample) throws {
        let modes = try sample.cli().modes
        let home = try #require(modes.home)
        for mode in modes.modes where mode.roles == [.configuration] {
            #expect(modes.way(from: home, to: mode.name, mayConfigure: false) == nil)
            #expect(modes.way(from: mode.name, to: home, mayConfigure: false)?.isEmpty == false)
        }
        if let configuring = sample.configuring {
            let mode = try #require(modes.configuration)
            let ways = modes.way(from: home, to: mode, mayConfigure: true)?.map(\.command)
            #expect(ways == [configuring.enter.replacing("netstacks-1", with: "{session}")])
        }
    }

    @Test(arguments: PlatformSample.all)
    func `its facts are typed`(sample: PlatformSample) throws {
        let rules = try sample.cli().facts
        #expect(!rules.vendor.isEmpty && !rules.os.isEmpty)
        #expect(Set(rules.commands.map(\.command)) == Set(sample.facts.keys))
        var facts = DeviceFacts(vendor: rules.vendor, os: rules.os)
        for command in rules.commands { facts.take(try #require(sample.facts[command.command]), by: command) }
        #expect(facts.model == sample.expected.model)
        #expect(facts.version == sample.expected.version)
        #expect(facts.serial?.hasPrefix(sample.expected.serial ?? "none") ?? (sample.expected.serial == nil))
        #expect(facts.uptime == sample.expected.uptime)
        #expect(facts.interfaces.map(\.name) == sample.expected.interfaces)
    }
}
