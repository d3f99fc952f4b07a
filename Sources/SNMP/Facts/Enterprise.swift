/// Who made a device, by the number under which its agent is registered, and where it keeps what no standard table holds.
struct Enterprise {
    let vendor: String
    /// The operating system when the agent does not name it.
    var os: String?
    var model: OID?
    var serial: OID?
    var version: OID?

    /// The vendor of a `sysObjectID`; nil for a number that is not listed.
    init?(_ identifier: OID) {
        guard let number = identifier.index(in: OID.known(1, 3, 6, 1, 4, 1))?.first else { return nil }
        switch number {
        case 9: self.init("Cisco")
        case 11: self.init("HPE", os: "ProVision")
        case 171: self.init("D-Link")
        case 318: self.init("APC")
        case 674: self.init("Dell")
        case 890: self.init("Zyxel")
        case 1588, 1991: self.init("Brocade")
        case 1916: self.init("Extreme Networks")
        case 2011: self.init("Huawei", os: "VRP")
        case 2620: self.init("Check Point")
        case 2636:
            self.init(
                "Juniper", os: "Junos", model: .known(1, 3, 6, 1, 4, 1, 2636, 3, 1, 2, 0),
                serial: .known(1, 3, 6, 1, 4, 1, 2636, 3, 1, 3, 0))
        case 3375: self.init("F5")
        case 4526: self.init("Netgear")
        case 6027: self.init("Dell")
        case 6486: self.init("Alcatel-Lucent Enterprise")
        case 6527: self.init("Nokia")
        case 6876: self.init("VMware")
        case 11863: self.init("TP-Link")
        case 12356:
            self.init(
                "Fortinet", os: "FortiOS", serial: .known(1, 3, 6, 1, 4, 1, 12356, 100, 1, 1, 1, 0),
                version: .known(1, 3, 6, 1, 4, 1, 12356, 101, 4, 1, 1, 0))
        case 14823, 47196: self.init("HPE")
        case 14988:
            self.init(
                "MikroTik", os: "RouterOS", serial: .known(1, 3, 6, 1, 4, 1, 14988, 1, 1, 7, 3, 0),
                version: .known(1, 3, 6, 1, 4, 1, 14988, 1, 1, 4, 4, 0))
        case 25461:
            self.init(
                "Palo Alto Networks", os: "PAN-OS", serial: .known(1, 3, 6, 1, 4, 1, 25461, 2, 1, 2, 1, 3, 0),
                version: .known(1, 3, 6, 1, 4, 1, 25461, 2, 1, 2, 1, 1, 0))
        case 25506: self.init("HPE", os: "Comware")
        case 30065: self.init("Arista", os: "EOS")
        case 33049: self.init("NVIDIA")
        case 40310: self.init("NVIDIA")
        case 41112: self.init("Ubiquiti")
        case 44641: self.init("VyOS", os: "VyOS")
        default: return nil
        }
    }

    private init(
        _ vendor: String, os: String? = nil, model: OID? = nil, serial: OID? = nil,
        version: OID? = nil
    ) {
        self.vendor = vendor
        self.os = os
        (self.model, self.serial, self.version) = (model, serial, version)
    }
}
