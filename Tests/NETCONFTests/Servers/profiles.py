"""What devices of several makers say about themselves."""

CAPABILITY = "urn:ietf:params:netconf:capability:"
ALL = ["candidate:1.0", "confirmed-commit:1.0", "confirmed-commit:1.1", "validate:1.1", "rollback-on-error:1.0"]
ALL += ["startup:1.0", "xpath:1.0"]

SYSTEM = "urn:ietf:params:xml:ns:yang:ietf-system"
INTERFACES = "urn:ietf:params:xml:ns:yang:ietf-interfaces"
IP = "urn:ietf:params:xml:ns:yang:ietf-ip"
OC_SYSTEM = "http://openconfig.net/yang/system"
OC_INTERFACES = "http://openconfig.net/yang/interfaces"
OC_PLATFORM = "http://openconfig.net/yang/platform"
JUNOS = "http://xml.juniper.net/netconf/junos/1.0"

IETF_DATA = {
    f"{{{SYSTEM}}}system": f'<system xmlns="{SYSTEM}"><hostname>r1&#10;x</hostname></system>',
    f"{{{SYSTEM}}}system-state": f"""<system-state xmlns="{SYSTEM}"><platform><os-name>Linux</os-name>
        <os-release>6.1.0</os-release><machine>x86_64</machine></platform>
        <clock><current-datetime>2026-01-02T10:00:30+02:00</current-datetime>
        <boot-datetime>2026-01-01T08:00:00Z</boot-datetime></clock></system-state>""",
    f"{{{INTERFACES}}}interfaces": f"""<interfaces xmlns="{INTERFACES}"><interface><name>eth0</name>
        <description>uplink</description><ipv4 xmlns="{IP}"><address><ip>10.0.0.7</ip>
        <prefix-length>24</prefix-length></address></ipv4></interface></interfaces>""",
    f"{{{INTERFACES}}}interfaces-state": f"""<interfaces-state xmlns="{INTERFACES}">
        <interface><name>eth0</name><oper-status>up</oper-status></interface>
        <interface><name>lo</name><oper-status>unknown</oper-status><ipv4 xmlns="{IP}"><address><ip>127.0.0.1</ip>
        <prefix-length>8</prefix-length></address></ipv4></interface></interfaces-state>""",
}
OPENCONFIG_DATA = {
    f"{{{OC_SYSTEM}}}system": f"""<system xmlns="{OC_SYSTEM}"><state><hostname>oc1</hostname>
        <current-datetime>2026-01-02T00:00:00Z</current-datetime><boot-time>1767225600000000000</boot-time>
        <software-version>4.31</software-version></state></system>""",
    f"{{{OC_PLATFORM}}}components": f"""<components xmlns="{OC_PLATFORM}"><component><name>Chassis</name>
        <state><type xmlns:t="http://openconfig.net/yang/platform-types">t:CHASSIS</type><serial-no>S1</serial-no>
        <part-no>M1</part-no><mfg-name>Maker</mfg-name></state></component></components>""",
    f"{{{OC_INTERFACES}}}interfaces": f"""<interfaces xmlns="{OC_INTERFACES}"><interface><name>Ethernet1</name>
        <state><oper-status>UP</oper-status><description>spare</description></state><subinterfaces><subinterface>
        <ipv4 xmlns="http://openconfig.net/yang/interfaces/ip"><addresses><address><state><ip>10.1.0.1</ip>
        <prefix-length>30</prefix-length></state></address></addresses></ipv4></subinterface></subinterfaces>
        </interface></interfaces>""",
}
JUNOS_REPLIES = {
    "get-system-information": """<system-information><hardware-model>ex3400</hardware-model><os-name>junos</os-name>
        <os-version>21.4R3</os-version><serial-number>NX123</serial-number><host-name>sw9</host-name>
        </system-information>""",
    "get-system-uptime-information": """<multi-routing-engine-results><multi-routing-engine-item>
        <system-uptime-information xmlns="http://xml.juniper.net/junos/21.4R3/junos"><current-time><date-time>
        2026-01-02 00:00:00 UTC</date-time></current-time><uptime-information><up-time xmlns:junos="j"
        junos:seconds="93784">1 day</up-time></uptime-information></system-uptime-information>
        </multi-routing-engine-item></multi-routing-engine-results>""",
    "get-interface-information": """<interface-information xmlns="http://xml.juniper.net/junos/21.4R3/junos-interface">
        <physical-interface><name>
ge-0/0/0
</name><admin-status>up</admin-status><oper-status>
up
</oper-status><description>core</description><logical-interface><name>ge-0/0/0.0</name><address-family>
        <address-family-name>inet</address-family-name><interface-address><ifa-local junos:emit="emit"
        xmlns:junos="j">10.2.0.1/31</ifa-local></interface-address></address-family></logical-interface>
        </physical-interface></interface-information>""",
}

PROFILES = {
    "old": {"base": ["1.0"]},
    "plain": {"parts": []},
    "running": {"parts": ["writable-running:1.0"]},
    "confirmed-old": {"parts": ["candidate:1.0", "confirmed-commit:1.0", "validate:1.0"]},
    "ietf": {"uris": [f"{SYSTEM}?module=ietf-system", f"{INTERFACES}?module=ietf-interfaces"], "data": IETF_DATA},
    "openconfig": {"uris": [OC_SYSTEM, OC_INTERFACES, OC_PLATFORM], "data": OPENCONFIG_DATA},
    "junos": {"uris": [JUNOS], "replies": JUNOS_REPLIES},
    "no-session": {"session": False},
    "no-version": {"base": []},
    "bytewise": {},
}


def hello(name, number):
    profile = PROFILES.get(name, {})
    uris = [f"urn:ietf:params:netconf:base:{version}" for version in profile.get("base", ["1.0", "1.1"])]
    uris += [CAPABILITY + part for part in profile.get("parts", ALL)] + profile.get("uris", [])
    # Some devices break the lines, which ncclient does not understand.
    around = "\n  " if name == "bytewise" else ""
    capabilities = "".join(f"<capability>{around}{uri}{around}</capability>" for uri in uris)
    session = f"<session-id>{number}</session-id>" if profile.get("session", True) else ""
    text = '<!-- user admin, class super-user -->\n<nc:hello xmlns:nc="urn:ietf:params:xml:ns:netconf:base:1.0" xmlns='
    text += f'"urn:ietf:params:xml:ns:netconf:base:1.0"><capabilities>{capabilities}</capabilities>{session}</nc:hello>'
    return text.encode()
