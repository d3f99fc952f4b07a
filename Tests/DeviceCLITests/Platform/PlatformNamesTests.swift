import Testing

@testable import DeviceCLI

@Suite struct PlatformNamesTests {
    let names: PlatformNames

    init() throws { self.names = try PlatformNames(PlatformFile.all()) }

    @Test func `the twenty platforms are there`() throws {
        #expect(PlatformFile.names.count == 20)
        #expect(try PlatformFile.all().allSatisfy { !$0.vendor.isEmpty && !$0.title.isEmpty })
    }

    @Test(arguments: [
        ("cisco_ios", "cisco_ios", PlatformNames.Transport.ssh), ("cisco_ios_telnet", "cisco_ios", .telnet),
        ("cisco_iosxe", "cisco_xe", .ssh), ("cisco_iosxr", "cisco_xr", .ssh), ("ios", "cisco_ios", .ssh),
        ("iosxr", "cisco_xr", .ssh), ("nxos", "cisco_nxos", .ssh), ("nxos_ssh", "cisco_nxos", .ssh),
        ("eos", "arista_eos", .ssh), ("junos", "juniper_junos", .ssh), ("juniper", "juniper_junos", .ssh),
        ("juniper_junos_telnet", "juniper_junos", .telnet), ("huawei", "huawei_vrp", .ssh),
        ("linux_ssh", "linux", .ssh), ("nokia_srl", "nokia_srl", .ssh), ("hp_comware_telnet", "hp_comware", .telnet),
        ("dell_os10_ssh", "dell_os10", .ssh), ("ubiquiti_edgerouter", "ubiquiti_edgeos", .ssh),
    ])
    func `a name of another tool means a platform`(name: String, platform: String, transport: PlatformNames.Transport)
        throws
    {
        #expect(try self.names.match(name) == .init(name: platform, transport: transport))
    }

    @Test func `an unknown name is refused with the nearest one`() {
        do {
            _ = try self.names.match("juniper_juno")
            Issue.record("found")
        } catch {
            #expect(error.nearest == "juniper_junos")
            #expect(error.description.contains("Did you mean «juniper_junos»? Known are: arista_eos, cisco_asa"))
        }
    }
}
