import ConfigTree
import Testing

@Suite struct RedactionTests {
    /// Every line holds the secret XYZZY (some two), in the forms of the platforms' documentation.
    static let ios = [
        "enable secret 5 XYZZY", "enable secret 9 XYZZY", "enable secret XYZZY", "enable password 7 XYZZY",
        "enable password XYZZY",
        "enable password level 5 XYZZY", "username ops password 7 XYZZY", "username ops privilege 15 secret 9 XYZZY",
        "username ops secret XYZZY", "username ops privilege 15 password 0 XYZZY", " password 7 XYZZY",
        " password XYZZY with spaces",
        "snmp-server community XYZZY RO", "snmp-server community XYZZY view all RW 10", "snmp-server community XYZZY",
        "snmp-server host 192.0.2.1 XYZZY", "snmp-server host 192.0.2.1 version 2c XYZZY",
        "snmp-server host 192.0.2.1 traps version 2c XYZZY udp-port 162",
        "snmp-server host 192.0.2.1 vrf mgmt informs version 3 priv XYZZY",
        "snmp-server user u g v3 auth sha XYZZY priv aes 128 XYZZY",
        "snmp-server user u g v3 auth md5 XYZZY",
        "snmp-server user u g v3 encrypted auth md5 XYZZY priv des XYZZY access 10",
        "  key-string 7 XYZZY", "  key-string XYZZY", "tacacs-server key 7 XYZZY",
        "tacacs-server host 192.0.2.1 key XYZZY",
        "radius-server key XYZZY", "radius-server host 192.0.2.1 auth-port 1812 acct-port 1813 key 7 XYZZY",
        " key 7 XYZZY", " key XYZZY",
        " server-private 192.0.2.1 auth-port 1812 key XYZZY", " client 192.0.2.1 server-key 7 XYZZY",
        " pac key 7 XYZZY",
        "ntp authentication-key 1 md5 XYZZY 7", "ntp authentication-key 1 md5 XYZZY",
        "crypto isakmp key XYZZY address 192.0.2.1",
        "crypto isakmp key 6 XYZZY address 0.0.0.0", " pre-shared-key address 192.0.2.1 key XYZZY",
        "  pre-shared-key local XYZZY",
        "  pre-shared-key 6 XYZZY", " neighbor 192.0.2.1 password 7 XYZZY", " neighbor 192.0.2.1 password XYZZY",
        " ip ospf authentication-key XYZZY", " ip ospf message-digest-key 1 md5 7 XYZZY",
        " area 0 virtual-link 192.0.2.1 message-digest-key 1 md5 XYZZY",
        " isis password XYZZY level-2", " area-password XYZZY", " domain-password XYZZY",
        " standby 1 authentication md5 key-string XYZZY",
        " standby 1 authentication XYZZY", " vrrp 1 authentication text XYZZY", " ppp chap password 0 XYZZY",
        " ppp pap sent-username u password 7 XYZZY", "  wpa-psk ascii 0 XYZZY",
        " security wpa psk set-key ascii 0 XYZZY",
        " encryption key 1 size 128bit 7 XYZZY transmit-key", "ip ftp password 7 XYZZY", "vtp password XYZZY",
        "l2tp tunnel password 0 XYZZY",
        " key-hash ssh-rsa XYZZY", " set peer password XYZZY", " some new passphrase XYZZY", "vpn shared-secret XYZZY",
        " url ftp://ops:XYZZY@192.0.2.1/x", " path scp://ops:XYZZY@192.0.2.1/x", "api-token XYZZY", " wlan-psk XYZZY",
        "login password=XYZZY",
    ]

    static let frr = [
        "password XYZZY", "password 8 XYZZY", "enable password XYZZY", "enable password 8 XYZZY",
        "username bob password XYZZY",
        " neighbor 192.0.2.1 password XYZZY", " neighbor PG password XYZZY", " ip ospf authentication-key XYZZY",
        " ip ospf message-digest-key 1 md5 XYZZY", " area 0 virtual-link 192.0.2.1 message-digest-key 1 md5 XYZZY",
        "  key-string XYZZY",
        " ip rip authentication string XYZZY", " isis password md5 XYZZY", " area-password clear XYZZY",
        " domain-password md5 XYZZY",
    ]

    static let wrappers = ["", "no ", "+ ", "-", "+  ", "sw1(config)#", "sw1(config-if)# ", "sw1# ", "default "]

    @Test func `no form of a secret is left, bare, negated, in a difference or behind a prompt`() throws {
        for (platform, lines) in [(Platform.ios, Self.ios), (.frr, Self.frr)] {
            let grammar = try platform.grammar()
            for line in lines {
                for wrapper in Self.wrappers {
                    let text = wrapper + line.drop { $0 == " " && !wrapper.isEmpty }
                    let redacted = grammar.redact(text)
                    #expect(!redacted.contains("XYZZY"), "\(platform): \(text)")
                    #expect(redacted.contains(Grammar.redactionMark), "\(platform): \(text) became \(redacted)")
                }
            }
        }
        #expect(Self.ios.count + Self.frr.count >= 60)
    }

    @Test(arguments: [
        "hostname sw1", "service password-encryption", "key chain OSPF", " key 1", "ip ssh version 2",
        "crypto key generate rsa modulus 2048",
        " neighbor 192.0.2.1 send-community both", "ip community-list standard CL permit 65000:1", "ntp trusted-key 1",
        "ntp server 192.0.2.1 key 1",
        " description key customer", " area 0 authentication message-digest", " ip ospf authentication message-digest",
        "no enable secret",
        "aaa authentication login default group tacacs+ local", "snmp-server enable traps snmp authentication",
        "interface GigabitEthernet0/1",
        " login local", "snmp-server location Room 5", "logging host 192.0.2.1", " set community 65000:1 additive",
    ])
    func `a line without a secret stays as it is`(_ line: String) throws {
        #expect(try Platform.ios.grammar().redact(line) == line)
    }

    @Test func `only the value is hidden and the rest stays readable`() throws {
        let grammar = try Platform.ios.grammar()
        #expect(grammar.redact("username ops privilege 15 secret 9 $9$x") == "username ops privilege 15 secret 9 •••")
        #expect(grammar.redact("snmp-server community lab RO 10\n") == "snmp-server community ••• RO 10\n")
        #expect(
            grammar.redact(["crypto isakmp key k address 192.0.2.1"]) == ["crypto isakmp key ••• address 192.0.2.1"])
    }

    @Test func `the body of a certificate and of a private key is hidden`() throws {
        let text =
            "crypto pki certificate chain TP\n certificate self-signed 01\n  3082024B 308201B4\n  A0030201\n  \tquit\nhostname a\n"
        let redacted = try Platform.ios.tree(text).redacted()
        #expect(redacted.hasSuffix("quit\nhostname a\n"))
        #expect(!redacted.contains("3082024B") && !redacted.contains("A0030201"))
        let key = "-----BEGIN RSA PRIVATE KEY-----\r\nABC\r\n-----END RSA PRIVATE KEY-----\r\nhostname a\r\n"
        #expect(
            try Platform.frr.grammar().redact(key)
                == "-----BEGIN RSA PRIVATE KEY-----\r\n•••\r\n-----END RSA PRIVATE KEY-----\r\nhostname a\r\n")
    }

    @Test func `a difference shows that a secret changed and not to what`() throws {
        let running = try Platform.ios.tree("snmp-server community old RO\n")
        let diff = ConfigDiff(
            from: running, to: try running.applying("no snmp-server community old\nsnmp-server community new RO"))
        #expect(
            diff.redacted(by: try Platform.ios.grammar()).unified()
                == "-snmp-server community ••• RO\n+snmp-server community ••• RO\n")
    }
}
