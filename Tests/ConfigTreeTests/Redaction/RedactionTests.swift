import ConfigTree
import Testing
import Yams

@Suite struct RedactionTests {
    @Test(arguments: [
        "hostname sw1", "service password-encryption", "key chain OSPF\n key 1\n", "ip ssh version 2",
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
                == "-snmp-server community •••1 RO\n+snmp-server community •••2 RO\n")
    }

    @Test func `the same secret has the same mark in all texts of a map`() throws {
        let secrets = try ShippedRules.secrets("cisco_ios")
        var map = RedactionMap()
        #expect(
            secrets.redact(["enable secret 5 a", "snmp-server community b RO", "vtp password a"], into: &map)
                == ["enable secret 5 •••1", "snmp-server community •••2 RO", "vtp password •••1"])
        #expect(secrets.redact("snmp-server community b RW", into: &map) == "snmp-server community •••2 RW")
        #expect(map.count == 2 && map.restoring("x •••1 •••2 •••3 •••") == "x a b •••3 •••")
        #expect("\(map)" == "RedactionMap of 2" && !String(reflecting: map).contains("\"a\""))
    }

    @Test func `a text that holds marks already comes back as it was`() throws {
        let secrets = try ShippedRules.secrets("cisco_ios")
        for text in ["hostname •••1", "enable secret •••2", "•••••• •••", "banner •••7 8", "enable secret a\n•••1"] {
            var map = RedactionMap()
            let redacted = secrets.redact(text, into: &map)
            #expect(map.restoring(redacted) == text)
        }
    }

    @Test(arguments: [
        "frobnicate the-secret S3cr3t", "some password is S3cr3t", "set foo auth-key S3cr3t", "x token=S3cr3t",
        "x y $1$mERr$S3cr3t", "x y $6$abc$S3cr3t", "x y $9$S3cr3t", "x $8$S3cr3t",
        "x {SSHA}S3cr3t", "x https://u:S3cr3t@h/p", "x u:S3cr3t@h", "root:$6$x$S3cr3t:19000:0:99999:7:::",
        "x ghp_S3cr3tS3cr3tS3cr3t",
        "x eyJhbGciS3cr3t.e30.abc", "x %^%#S3cr3t%^%#", "a: [{\"apiKey\": \"S3cr3t\"}]", "<auth-password>S3cr3t",
        "key=\"S3cr3t", "x aB3dE5gH7jK9mN1pQ3rS5tU7S3cr3t",
        "-----BEGIN RSA PRIVATE KEY-----\nS3cr3t", "-----BEGIN RSA PRIVATE KEY----- S3cr3t", "password \"a\nS3cr3t\n",
        "enable \u{0} secret S3cr3t", "banner motd ^C password S3cr3t", "snmp auth sha S3cr3t",
        "snmp priv aes 128 S3cr3t",
        "Enter password : S3cr3t", "<secret>\n  S3cr3t\n</secret>", "set psk=S3cr3t", "AUTHKEY S3cr3t",
    ])
    func `without rules words and forms tell a secret`(_ text: String) {
        #expect(!SecretGrammar.universal.redact(text).contains("S3cr3t"), "\(SecretGrammar.universal.redact(text))")
    }

    @Test func `long digits of hexadecimal and base64 are hidden wherever they stand`() {
        for digits in [
            "00112233445566778899aabbccddeeff", "0x00112233445566778899aabbccddeeff", "aB3dE5gH7jK9mN1pQ3rS5tU7",
            "aa:bb:cc:dd:ee:ff:00:11:22:33:44:55",
        ] {
            #expect(!SecretGrammar.universal.redact("x \(digits) y").contains(digits))
        }
    }

    @Test(arguments: [
        "hostname core-sw1", "interface HundredGigabitEthernet1/0/12", "interface TwentyFiveGigE0/0/0/0",
        "ip address 192.0.2.1 255.255.255.0", "ipv6 address 2001:db8:0:1:2:3:4:5/64",
        "mac 0011.2233.4455 00:11:22:33:44:55", "boot system flash:/cat9k_iosxe.17.03.05.SPA.bin",
        "description Link to core-2 (ops@example.com)", "route-map PL-CUSTOMER-Acme-IN-V4-2024 permit 10",
        "send-community both", "service password-encryption", "a 3f2504e0-4f89-11d3-9a0c-0305e82c3301",
        "ntp server 192.0.2.1", "https://example.com/a/b", "set interfaces ge-0/0/0 unit 0 family inet",
        "certificate-authority Example Root", "sw1>", "username ops privilege 15", "enter the password:",
    ])
    func `without rules what is no secret stays`(_ line: String) {
        #expect(SecretGrammar.universal.redact(line) == line)
    }

    @Test func `what Junos marks itself is hidden whatever it looks like`() throws {
        let text = "something \"Tall-grass\"; ## SECRET-DATA"
        #expect(try ShippedRules.secrets("juniper_junos").redact(text) == "something \"•••\"; ## SECRET-DATA")
    }

    @Test func `damaged text is redacted and never refused, whatever bytes it has`() throws {
        var generator = SystemRandomNumberGenerator()
        let pieces = [
            "password ", "secret", "\"", "'", "\n", "\r", " ", "key ", "<key>", "=", ":", "\\", "•••", "•••12", "{",
            "-----BEGIN X-----", "é", "\u{0}", "9", "^C", "enable ",
        ]
        for (name, rules) in try ShippedRules.all.get() {
            for _ in 0..<200 {
                let text = (0..<Int.random(in: 1...30, using: &generator)).map { _ in
                    pieces.randomElement(using: &generator) ?? ""
                }.joined()
                var map = RedactionMap()
                let redacted = rules.secrets.redact(text, into: &map)
                #expect(Array(map.restoring(redacted).utf8) == Array(text.utf8), "\(name)")
            }
        }
    }

    @Test(arguments: [
        "config: { secrets: { words: [x] } }", "secrets: { lines: [enable secret] }", "secrets: { lines: ['a [~'] }",
        "secrets: { splits: [':'] }",
    ])
    func `rules that cannot be read or would not be read are refused`(_ text: String) {
        #expect(throws: DecodingError.self) { try YAMLDecoder().decode(ConfigurationRules.self, from: text) }
    }
}
