import Testing

@testable import DeviceCLI

@Suite struct PlatformDetectorTests {
    private let platforms: [PlatformDescription]

    init() throws {
        platforms = try PlatformFile.all()
    }

    @Test func `nothing seen speaks for nobody`() {
        let detector = PlatformDetector(platforms)
        #expect(detector.candidates.isEmpty)
        #expect(detector.next == "show version")
    }

    @Test func `a server's name alone leaves doubt, and the likeliest is asked first`() {
        var detector = PlatformDetector(platforms)
        detector.see(identification: "SSH-2.0-OpenSSH_9.2p1 Debian-2")
        #expect(detector.candidates.map(\.platform) == ["linux"])
        #expect(detector.candidates.first?.score == PlatformDetector.identificationWeight)
        #expect(detector.next == "uname -s")
    }

    @Test func `a decisive answer ends the questions and names its reasons`() throws {
        var detector = PlatformDetector(platforms)
        detector.see(identification: "SSH-2.0-Cisco-1.25")
        detector.see(output: ["Cisco IOS XE Software, Version 17.09.04a"], of: "show version")
        #expect(detector.next == nil)
        let best = try #require(detector.candidates.first)
        #expect(best.platform == "cisco_xe")
        #expect(best.score > 95)
        #expect(best.evidence.contains("show version: «Cisco IOS XE Software, Version 17.09.04a»"))
    }

    @Test func `a rejection of every command speaks for nobody and comes to an end`() {
        var detector = PlatformDetector(platforms)
        var asked: [String] = []
        while let command = detector.next, asked.count < 100 {
            asked.append(command)
            detector.see(output: ["% Unknown command."], of: command)
        }
        #expect(detector.candidates.isEmpty)
        #expect(Set(asked).count == asked.count)
    }

    @Test func `every command that is tried only reads on the platform it is for`() {
        for platform in platforms {
            for probe in platform.cli.detection.probes {
                #expect(platform.cli.readOnly.permits(probe.command), "\(platform.name): \(probe.command)")
            }
        }
    }

    @Test func `quotes are short and hold no control characters`() throws {
        var detector = PlatformDetector(platforms)
        detector.see(greeting: ["Welcome to VyOS \u{1B}[31m" + String(repeating: "x", count: 500)])
        let sign = try #require(detector.candidates.first?.evidence.first)
        #expect(sign.count < 110)
        #expect(!sign.unicodeScalars.contains("\u{1B}"))
    }
}
