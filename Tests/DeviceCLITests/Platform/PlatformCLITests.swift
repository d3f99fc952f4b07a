import DeviceCLI
import Testing

@testable import DeviceCLI

/// Real lines of real devices that each list of the platform files must and must not match.
@Suite struct PlatformCLITests {
    let ios: PlatformCLI
    let frr: PlatformCLI

    init() throws {
        self.ios = try PlatformFile.load("cisco_ios")
        self.frr = try PlatformFile.load("frr")
    }

    @Test(arguments: [
        ("Router>", Mode.user, "Router"), ("sw1#", .privileged, "sw1"), ("core-1.dc_2#", .privileged, "core-1.dc_2"),
        ("sw1(config)#", .configuration, "sw1"), ("sw1(config-if)#", .configuration, "sw1"),
        ("sw1(config-router-af)#", .configuration, "sw1"), ("sw1(config-if-range)#", .configuration, "sw1"),
        ("sw1(ca-trustpoint)#", .configuration, "sw1"), ("sw1(config-vlan)# ", .configuration, "sw1"),
    ])
    func `a prompt of IOS tells mode and name`(line: String, mode: Mode, host: String) {
        #expect(self.ios.modes.prompt(in: line) == Prompt(mode: mode, host: host, text: line))
    }

    @Test(arguments: [
        ("r1# ", Mode.privileged), ("r1> ", .user), ("r1(config)# ", .configuration),
        ("r1(config-router)# ", .configuration),
    ])
    func `a prompt of FRRouting tells the mode`(line: String, mode: Mode) {
        #expect(self.frr.modes.prompt(in: line)?.mode == mode)
    }

    @Test(arguments: [
        "", "# comment", " sw1#", "sw1# show version", "interface Vlan1", "!", "sw1(config)", "100#200#", "<sw1>",
        "a b#",
        "Destination filename [startup-config]?", "sw1##",
    ])
    func `what is no prompt is not taken for one`(line: String) {
        #expect(self.ios.modes.prompt(in: line) == nil)
        #expect(self.frr.modes.prompt(in: line) == nil)
    }

    @Test(arguments: [
        "% Invalid input detected at '^' marker.", "% Incomplete command.", "% Ambiguous command:  \"sh\"",
        "% Unrecognized command", "% Authorization failed.", "Command authorization failed.",
    ])
    func `an error of IOS rejects any command`(line: String) {
        let output = Array("\n                 ^\n\(line)\n".utf8)
        #expect(self.ios.rejection(of: output, isConfiguring: false) == line)
        #expect(self.ios.rejection(of: output, isConfiguring: true) == line)
    }

    @Test(arguments: [
        "% Bad mask /24 for address 10.0.0.0", "% 10.0.0.0 overlaps with Vlan2",
        "Command rejected: VLAN 1002 is reserved",
        "%Error opening tftp://1.1.1.1/x", "% Invalid address", "% Vlan5000 is not valid",
        "% Policy map p does not exist",
        "% Cannot delete default VLAN", "%Command rejected: Gi0/1 not a switching port.", "% Name is already in use",
        "% VLAN id 5000 is bad",
    ])
    func `IOS rejects a configuration line with these words`(line: String) {
        #expect(self.ios.rejection(of: Array("\(line)\n".utf8), isConfiguring: true) != nil)
    }

    @Test(arguments: [
        "%Warning: portfast should only be enabled on ports connected to a single host",
        "% Access VLAN does not exist. Creating vlan 10",
        "% Generating 2048 bit RSA keys, keys will be non-exportable...",
        "%LINK-3-UPDOWN: Interface Vlan1, changed state to up",
        "Enter configuration commands, one per line.  End with CNTL/Z.",
        "%Portfast has been configured on GigabitEthernet0/1 but will only", "Building configuration...",
    ])
    func `IOS accepts a line with a remark like these`(line: String) {
        #expect(self.ios.rejection(of: Array("\(line)\n".utf8), isConfiguring: true) == nil)
    }

    @Test(arguments: [
        "% Unknown command: bogus", "% Command incomplete: sh", "% Ambiguous command: s", "% Malformed prefix",
        "bgpd is not running", "Error type: validation", "% Configuration failed.",
        "VTY configuration is locked by other VTY",
    ])
    func `FRRouting rejects a configuration line with these words`(line: String) {
        #expect(self.frr.rejection(of: Array("\(line)\n".utf8), isConfiguring: true) == line)
    }

    @Test func `an error text deep in an output is part of the output`() {
        let output = String(repeating: "line\n", count: 50) + "% Invalid input detected at '^' marker.\n"
        #expect(self.ios.rejection(of: Array(output.utf8), isConfiguring: false) == nil)
        #expect(self.frr.rejection(of: Array("% Network not in table\n".utf8), isConfiguring: false) == nil)
    }

    @Test(arguments: [
        "*Mar  1 00:00:59.123: %SYS-5-CONFIG_I: Configured from console by vty0 (10.0.0.1)",
        "000123: *Nov 21 2026 09:15:01.001 UTC: %LINK-3-UPDOWN: Interface Gi0/1, changed state to down",
        "%LINEPROTO-5-UPDOWN: Line protocol on Interface Vlan1, changed state to up",
        "3d04h: %SYS-5-RESTART: System restarted --", "00:01:12: %SYS-5-CONFIG_I: Configured from console",
    ])
    func `a log message of IOS is noise`(line: String) {
        #expect(self.ios.isNoise(line))
    }

    @Test(arguments: [
        "interface Vlan1", " description %SYS-5-CONFIG_I: no log", "% Invalid input detected at '^' marker.", "",
    ])
    func `configuration is no noise`(line: String) {
        #expect(!self.ios.isNoise(line))
    }

    @Test(arguments: ["show version", "sh ver", "ping 10.0.0.1", "show running-config | include snmp"])
    func `a reading command is allowed`(command: String) {
        #expect(self.ios.readOnly.permits(command))
    }

    @Test(arguments: [
        "configure terminal", "conf t", "co", "reload", "write erase", "copy run start", "delete flash:x",
        "clear counters",
        "show running-config | redirect flash:x", "show version | tee tftp://1.1.1.1/x", "sh run | append flash:x", "",
        "shut",
        "do show version", "debug all", "enable", "no shutdown", "show tech | red flash:x",
    ])
    func `anything else is not`(command: String) {
        #expect(!self.ios.readOnly.permits(command))
    }
}
