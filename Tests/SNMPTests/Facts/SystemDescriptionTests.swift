import Testing

@testable import SNMP

@Suite struct SystemDescriptionTests {
    static let known: [(String, String, String, String?)] = [
        (
            "Cisco IOS Software, C2960 Software (C2960-LANBASEK9-M), Version 12.2(55)SE12, RELEASE SOFTWARE (fc2)",
            "Cisco", "IOS", "12.2(55)SE12"
        ),
        (
            "Cisco IOS Software [Cupertino], Catalyst L3 Switch Software (CAT9K_IOSXE), Version 17.9.4a, RELEASE",
            "Cisco", "IOS-XE", "17.9.4a"
        ),
        ("Cisco IOS XR Software (ASR9K), Version 7.5.2[Default]", "Cisco", "IOS-XR", "7.5.2"),
        ("Cisco NX-OS(tm) n9000, Software (n9000-dk9), Version 9.3(7), RELEASE SOFTWARE", "Cisco", "NX-OS", "9.3(7)"),
        ("Cisco Adaptive Security Appliance Version 9.16(3)19", "Cisco", "ASA", "9.16(3)19"),
        ("Arista Networks EOS version 4.29.2F running on an Arista Networks DCS-7050SX3", "Arista", "EOS", "4.29.2F"),
        (
            "Juniper Networks, Inc. mx204 internet router, kernel JUNOS 21.4R3-S2.3, Build date", "Juniper", "Junos",
            "21.4R3-S2.3"
        ),
        (
            "S5720 Huawei Versatile Routing Platform Software VRP (R) software,Version 5.170 (S5720 V200R019)",
            "Huawei", "VRP", "5.170"
        ),
        ("HPE Comware Platform Software, Software Version 7.1.070, Release 3507", "HPE", "Comware", "7.1.070"),
        ("TiMOS-C-20.10.R1 cpm/x86_64 Nokia 7750 SR Copyright (c)", "Nokia", "SR OS", "20.10.R1"),
        ("SRLinux-v21.6.1-235 7220 IXR-D2 Copyright (c) 2000-2020 Nokia", "Nokia", "SR Linux", "21.6.1-235"),
        ("RouterOS CCR1009-7G-1C-1S+", "MikroTik", "RouterOS", nil),
        ("HP J9773A 2530-24G-PoEP Switch, revision YA.16.10.0012, ROM YA.15.20", "HPE", "ProVision", "YA.16.10.0012"),
        ("VyOS 1.4.0", "VyOS", "VyOS", "1.4.0"),
        ("EdgeOS v2.0.9-hotfix.6.5574651", "Ubiquiti", "EdgeOS", "2.0.9-hotfix.6.5574651"),
        ("Linux core1 5.10.0-21-amd64 #1 SMP Debian", "Linux", "Linux", "5.10.0-21-amd64"),
    ]

    @Test(arguments: known)
    func `a system is known by its own words`(text: String, vendor: String, os: String, version: String?) throws {
        let found = try #require(SystemDescription(text))
        #expect(found.vendor == vendor && found.os == os)
        #expect(found.version == version)
    }

    @Test(arguments: ["", "a printer", "Linux", "Version 7"])
    func `a text that says nothing known is none`(text: String) { #expect(SystemDescription(text) == nil) }

    @Test func `the number under which an agent is registered tells its maker`() {
        #expect(Enterprise(.known(1, 3, 6, 1, 4, 1, 30065, 1, 2))?.vendor == "Arista")
        #expect(Enterprise(.known(1, 3, 6, 1, 4, 1, 8072, 3, 2, 10)) == nil)
        #expect(Enterprise(.known(0, 0)) == nil)
    }
}
