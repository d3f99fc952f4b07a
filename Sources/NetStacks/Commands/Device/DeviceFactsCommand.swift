import ArgumentParser
import DeviceCLI
import FactSources
import Reactor
import Services
import TCP

/// Asks one device what it is, by whichever protocol it speaks.
struct DeviceFactsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "facts",
        abstract: "Ask the device what it is: name, vendor, model, system, serial number, interfaces.",
        discussion: """
            examples:
              netstacks device facts sw1 -u ops --platform eos
              netstacks device facts r1 -u ops --by netconf
              netstacks device facts sw1 -u ops --by eapi --password-env PASSWORD
              netstacks device facts 192.0.2.1 --snmp 2c
              netstacks device facts 192.0.2.1 --snmp 3 -u ops --authentication sha256 --privacy aes128

            exit status: 0 answered, 1 the device may or will not tell us, 2 no answer or no login, 64 wrong command line
            """)

    @OptionGroup(title: "Device") var device: DeviceOptions
    @Option(help: "By which protocol: cli, netconf, eapi, nxapi, restconf or snmp.") var by: FactsBy?
    @OptionGroup var choice: PlatformChoice
    @OptionGroup(title: "HTTPS: eapi, nxapi, restconf") var trust: CertificateOptions
    @OptionGroup(title: "SNMP") var asking: SNMPOptions
    @Flag(help: "Print one JSON object for scripts.") var json = false

    private var way: FactsBy { by ?? (asking.snmp == nil ? .cli : .snmp) }

    func validate() throws {
        try asking.validate(with: device)
        if asking.snmp != nil, way != .snmp { throw ValidationError("--snmp and --by \(way.rawValue) are two ways.") }
        if way == .snmp, asking.snmp == nil { throw ValidationError("--by snmp needs --snmp 2c or --snmp 3.") }
        switch way {
        case .cli, .snmp: break
        case .netconf:
            if device.telnet { throw ValidationError("NETCONF goes over SSH. Leave --telnet out.") }
        case .eapi, .nxapi, .restconf:
            if device.telnet || !device.jump.isEmpty || device.login.key != nil || device.login.agent {
                throw ValidationError("\(way.title) goes over HTTPS: it knows neither keys nor jump hosts nor Telnet.")
            }
        }
    }

    func run() async throws {
        let loop = EventLoop(name: "facts")
        defer { loop.shutdown() }
        let place = DeviceAddress(host: device.host, port: device.port ?? way.usualPort ?? device.place.port)
        var report = TestReport(address: place.description, printing: !json)
        do {
            if way == .cli {
                try await askByCommands(&report, on: loop)
            } else {
                let source = try await source(at: place, on: loop)
                let start = ContinuousClock.now
                let facts = try await source.facts(on: loop)
                report.answered(by: way.title, after: .now - start)
                report.facts(facts)
            }
        } catch {
            report.failed(error)
            if json { report.show() }
            throw Report.note(error, device)
        }
        if json { report.show() }
    }

    private func askByCommands(_ report: inout TestReport, on loop: EventLoop) async throws {
        let catalogue = try choice.catalogue()
        let named = choice.isAutomatic ? nil : try choice.platform(in: catalogue, mayUseTelnet: device.telnet)
        let visit = try await DeviceVisit.prepare(device, on: loop)
        var platform = named
        if platform == nil {
            platform = try Detected.platform(try await visit.detect(among: catalogue), in: catalogue)
        }
        guard let platform else { return }
        report.platform = platform.description.name
        report.facts(try await visit.connector(platform.cli).withReadOnlyConnection { try await $0.facts() })
    }

    private func source(at place: DeviceAddress, on loop: EventLoop) async throws -> FactSource {
        switch way {
        case .cli, .netconf: .netconf(try await DeviceVisit.prepare(device, at: place, on: loop).netconf())
        case .eapi:
            .eapi(
                try await trust.access(device, at: place, on: loop),
                enablePassword: try device.login.enablePassword(of: "\(device.user)@\(place)"))
        case .nxapi: .nxapi(try await trust.access(device, at: place, on: loop))
        case .restconf: .restconf(try await trust.access(device, at: place, on: loop))
        case .snmp:
            .snmp(
                TCPEndpoint(host: place.host, port: place.port), try asking.login(at: place.description, device),
                SNMPOptions.patience(device))
        }
    }
}
