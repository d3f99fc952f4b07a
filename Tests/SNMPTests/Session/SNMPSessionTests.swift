import Testing

@testable import SNMP

/// Against net-snmp's own agent.
@Suite(.enabled(if: LoopbackSNMPD.isPossible, "needs net-snmp's agent and programs"))
struct SNMPSessionTests {
    static let values = """
        sysName lab-sw1
        override 1.3.6.1.4.1.99999.2.0 integer -5
        override 1.3.6.1.4.1.99999.3.0 octet_str ""
        override 1.3.6.1.4.1.99999.4.0 uinteger 4294967295
        override 1.3.6.1.4.1.99999.5.0 object_id 1.3.6.1.4.1.4294967295
        override 1.3.6.1.4.1.99999.6.0 octet_str "it's \\"text\\""
        """
    static let name = OID.known(1, 3, 6, 1, 2, 1, 1, 5, 0)

    /// As net-snmp prints it with `-Onex`; of what changes while we look only the kind.
    static func text(_ row: SNMPRow) -> String {
        let value =
            switch row.value {
            case .integer(let number): "INTEGER: \(number)"
            case .octets([]): "\"\""
            case .octets(let bytes):
                "Hex-STRING: " + bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16).uppercased() + " " }.joined()
            case .oid(let oid): "OID: .\(oid)"
            case .address(let bytes): "IpAddress: " + bytes.map(String.init).joined(separator: ".")
            case .gauge(let number): "Gauge32: \(number)"
            case .counter: "Counter32"
            case .ticks: "Timeticks"
            case .largeCounter: "Counter64"
            default: "\(row.value)"
            }
        return ".\(row.oid) = \(value)"
    }

    @Test(arguments: ["1.3.6.1.4.1.99999", "1.3.6.1.2.1.1", "1.3.6.1.2.1.2", "1.3.6.1.2.1.31", "1.3.6.1.2.1.4.20"])
    func `a walk gives what net-snmp's own program prints`(root: String) async throws {
        let agent = try await LoopbackSNMPD.start(Self.values)
        let session = try await agent.session(.community("public"))
        let table = try await session.walk(try #require(OID(root)))
        let expected = try await agent.walk(root).map { line in
            // Long strings are broken into lines; what counts up has another value by now.
            let words = line.split(separator: " ", maxSplits: 3)
            return ["Counter32:", "Counter64:", "Timeticks:"].contains { words.count > 2 && words[2] == $0 }
                ? words[..<2].joined(separator: " ") + " " + words[2].dropLast() : String(line)
        }
        #expect(!table.isCut && !table.rows.isEmpty)
        // Strings of more than 16 bytes go on in the next lines.
        var lines: [String] = []
        for line in expected {
            if line.hasPrefix(".") { lines.append(line) } else { lines[lines.count - 1] += line }
        }
        #expect(table.rows.map(Self.text) == lines)
        await session.close()
    }

    static let users: [(SNMPAuthentication, String, SNMPPrivacy?, String)] = [
        (.md5, "MD5", .des, "DES"), (.md5, "MD5", .aes128, "AES"), (.sha1, "SHA", .des, "DES"),
        (.sha1, "SHA", .aes128, "AES"), (.sha224, "SHA-224", .aes192, "AES-192"),
        (.sha256, "SHA-256", .aes128, "AES"), (.sha256, "SHA-256", .aes256, "AES-256"),
        (.sha384, "SHA-384", .aes256, "AES-256"), (.sha512, "SHA-512", .aes256, "AES-256"),
        (.sha512, "SHA-512", .des, "DES"), (.md5, "MD5", .aes256, "AES-256"), (.sha256, "SHA-256", nil, ""),
    ]

    @Test func `every digest and cipher that the agent has is spoken`() async throws {
        let lines = Self.users.enumerated().map { index, user in
            """
            createUser u\(index) \(user.1) "a secret word" \(user.2 == nil ? "" : "\(user.3) \"another one\"")
            rouser u\(index) \(user.2 == nil ? "auth" : "priv")
            """
        }
        let agent = try await LoopbackSNMPD.start(
            Self.values + "\ncreateUser open\nrouser open noauth\n" + lines.joined(separator: "\n"))
        for (index, (digest, _, cipher, _)) in Self.users.enumerated() {
            let user = try SNMPUser(
                "u\(index)", authentication: digest, password: "a secret word",
                privacy: cipher.map { ($0, "another one") })
            let session = try await agent.session(.user(user))
            #expect(try await session.get(Self.name) == .octets(Array("lab-sw1".utf8)), "\(user)")
            #expect(try await session.walk(.known(1, 3, 6, 1, 4, 1, 99999)).rows.count == 5, "\(user)")
            await session.close()
        }
        let open = try await agent.session(.user(try SNMPUser("open")))
        #expect(try await open.get(Self.name)?.text == "lab-sw1")
        await open.close()
    }

    @Test func `what an agent refuses is told by its reason, without the passwords`() async throws {
        let agent = try await LoopbackSNMPD.start(
            """
            createUser ops SHA-256 "a secret word" AES "another one"
            rouser ops priv
            """)
        let right = "a secret word"
        let cases: [(SNMPUser, SNMPError.Refusal)] = [
            (try SNMPUser("nobody", authentication: .sha256, password: right), .unknownUser),
            (try SNMPUser("ops", authentication: .sha256, password: "a fa1se word"), .wrongDigest),
            (try SNMPUser("ops", authentication: .sha1, password: right), .wrongDigest),
            (
                try SNMPUser("ops", authentication: .sha256, password: right, privacy: (.aes128, "a fa1se one")),
                .silence
            ),
        ]
        for (user, refusal) in cases {
            let session = try await agent.session(
                .user(user), SNMPPatience(attempt: .seconds(refusal == .silence ? 1 : 10), attempts: 1))
            let error = await snmpError { _ = try await session.get([Self.name]) }
            #expect(error?.code == .authentication(refusal))
            for secret in ["fa1se", "secret", "another"] {
                #expect(
                    error?.debugDescription.contains(secret) == false && error?.description.contains(secret) == false)
            }
            await session.close()
        }
        // An earlier failure leaves nothing behind that a right password would stumble over.
        let user = try SNMPUser("ops", authentication: .sha256, password: right, privacy: (.aes128, "another one"))
        let session = try await agent.session(.user(user))
        #expect(try await session.get(Self.name) != nil)
        await session.close()
        let weak = try await agent.session(.user(try SNMPUser("ops", authentication: .sha256, password: right)))
        #expect(await snmpError { _ = try await weak.get([Self.name]) }?.code == .noAccess)
        await weak.close()
    }

    @Test func `two agents with one engine and one user, but other keys, are not mixed up`() async throws {
        func configuration(_ name: String, _ secret: String) -> String {
            """
            sysName \(name)
            exactEngineID 0x80001f88047465737431
            createUser ops SHA-256 "\(secret) word" AES "\(secret) cover"
            rouser ops priv
            """
        }
        let first = try await LoopbackSNMPD.start(configuration("first", "one's own"))
        let second = try await LoopbackSNMPD.start(configuration("second", "another's"))
        func user(_ secret: String) throws -> SNMPUser {
            try SNMPUser(
                "ops", authentication: .sha256, password: "\(secret) word", privacy: (.aes128, "\(secret) cover"))
        }
        let (one, two) = (
            try await first.session(.user(try user("one's own"))),
            try await second.session(.user(try user("another's")))
        )
        for _ in 0..<3 {
            async let left = one.get(Self.name)
            async let right = two.get(Self.name)
            #expect(try await left?.text == "first")
            #expect(try await right?.text == "second")
        }
        let wrong = try await second.session(.user(try user("one's own")))
        #expect(await snmpError { _ = try await wrong.get([Self.name]) }?.code == .authentication(.wrongDigest))
        #expect(try await two.get(Self.name)?.text == "second")
        for session in [one, two, wrong] { await session.close() }
    }

    @Test func `what is not there is told for each name, and many names are asked for in parts`() async throws {
        let agent = try await LoopbackSNMPD.start(Self.values)
        let session = try await agent.session(.community("public"))
        let rows = try await session.get([.known(1, 3, 6, 1, 2, 1, 1, 5, 7), .known(1, 3, 9, 9, 0), Self.name])
        #expect(rows.map(\.value) == [.noSuchInstance, .noSuchObject, .octets(Array("lab-sw1".utf8))])
        let many = Array(repeating: [Self.name, OID.known(1, 3, 9, 9, 0)], count: 50).flatMap { $0 }
        #expect(try await session.get(many).map(\.oid) == many)
        #expect(try await session.get([]).isEmpty)
        #expect(try await session.get(.known(1, 3, 9, 9, 0)) == nil)
        #expect(try await session.walk(.known(1, 3, 9, 9)).rows.isEmpty)
        #expect(try await session.walk(.known(1, 3, 6, 1, 2, 1), SNMPBounds(rows: 40)).rows.count == 40)
        #expect(try await session.walk(.known(1, 3, 6, 1, 2, 1), SNMPBounds(rows: 40)).isCut)
        #expect(try await session.reach() < .seconds(10))
        await session.close()
        #expect(await snmpError { _ = try await session.get([Self.name]) } != nil)
    }

    @Test func `a wrong community is silence, and the error says so`() async throws {
        let agent = try await LoopbackSNMPD.start()
        let session = try await agent.session(
            .community("hush-hush"), SNMPPatience(attempt: .milliseconds(200), attempts: 2))
        let error = await snmpError { _ = try await session.get([Self.name]) }
        #expect(error?.code == .silent)
        #expect(error?.description.contains("hush") == false && error?.debugDescription.contains("hush") == false)
        await session.close()
    }
}
