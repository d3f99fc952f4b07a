import ArgumentParser
import Reactor
import SNMP
import TCP

/// Asks one device by SNMP what it is.
struct DeviceFactsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "facts",
        abstract: "Ask the device's SNMP agent what the device is.",
        discussion: """
            examples:
              netstacks device facts 192.0.2.1 --snmp 2c
              netstacks device facts 192.0.2.1 --snmp 3 -u ops --authentication sha256 --privacy aes128

            exit status: 0 answered, 1 the agent may not tell us, 2 no answer or no login, 64 wrong command line
            """)

    @Argument(help: "The device's name or address.") var address: String
    @OptionGroup(title: "SNMP") var asking: SNMPOptions
    @Flag(help: "Print one JSON object for scripts.") var json = false

    func validate() throws {
        if address.isEmpty || address.hasPrefix("-") { throw ValidationError("The address is missing.") }
    }

    func run() async throws {
        let loop = EventLoop(name: "snmp")
        defer { loop.shutdown() }
        let endpoint = TCPEndpoint(host: address, port: asking.port)
        var report = TestReport(address: endpoint.description, printing: !json)
        do {
            let session = try await SNMPSession.open(
                endpoint, login: try asking.login(at: endpoint.description), patience: asking.patience, on: loop)
            report.answered(after: try await session.reach())
            report.facts(try await session.facts())
            await session.close()
        } catch {
            report.failed(error)
            if json { report.show() }
            throw Report.note(error)
        }
        if json { report.show() }
    }
}
