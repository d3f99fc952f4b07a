import ProgramSettings
import Testing

struct SettingsProblemTests {
    @Test(arguments: [
        ("listen_port", "eighty"), ("listen_port", "65536"), ("listen_port", "-1"), ("listen_port", "80.5"),
        ("listen_host", "a b"),
        ("secure_cookies", "maybe"), ("log_level", "loud"), ("job_lease", "30 s"), ("job_lease", "1w"),
        ("job_lease", "2h"),
        ("device_command_timeout", "0"), ("public_url", "netstacks.example"), ("public_url", "https://h/path"),
        ("public_url", "https://u:p@h"), ("database_url", "host=x"), ("trusted_proxies", "10.0.0.1, proxy"),
        ("trusted_proxies", "10.0.0.0/33"), ("worker_concurrency", "0"), ("session_lifetime", "99999999999999999999d"),
    ])
    func `a malformed value names its key, its place, the kind and what to do`(name: String, text: String) throws {
        let folder = try SettingsFolder("# a comment\n\(name): \(text)\n")
        let problem = folder.problem()
        #expect(problem?.code == .malformedValue)
        #expect(problem?.description.hasPrefix("\(name) (\(folder.path)/netstacks.yaml, line 2): ") == true)
        #expect(problem?.description.contains("; give ") == true)
        let variable = "NETSTACKS_\(name.uppercased())"
        let given = try SettingsFolder().problem(environment: [variable: text])
        #expect(given?.description.hasPrefix("\(name) (environment \(variable)): ") == true)
    }

    @Test(arguments: [
        ("listen_prot: 80", "did you mean listen_port?"), ("databaseurl: x", "did you mean database_url?"),
        ("listen-port: 80", "did you mean listen_port?"), ("colour: red", "see netstacks config"),
    ])
    func `an unknown key is refused with the one that was meant`(yaml: String, remedy: String) throws {
        let problem = try SettingsFolder("\n\(yaml)\n").problem()
        #expect(problem?.code == .unknownKey)
        #expect(problem?.description.contains("line 2") == true)
        #expect(problem?.description.contains(remedy) == true)
    }

    @Test func `an unknown flag is refused with the one that was meant`() throws {
        let problem = try SettingsFolder().problem(flags: ["listen-prot": "1"])
        #expect(problem?.code == .unknownKey)
        #expect(problem?.description.contains("did you mean --listen-port?") == true)
    }

    @Test func `everything wrong is said at once`() throws {
        let folder = try SettingsFolder("listen_port: x\nlisten_prot: 1\njob_lease: 4s\n")
        let error = #expect(throws: SettingsError.self) { try folder.load(environment: ["NETSTACKS_LOG_LEVEL": "?"]) }
        #expect(Set(error?.problems.map(\.code) ?? []) == [.malformedValue, .unknownKey, .conflict])
        #expect(error?.problems.count == 4)
        #expect(error?.description.split(separator: "\n").count == 4)
    }

    @Test(arguments: [
        ("job_heartbeat: 20s", "job_lease"), ("session_idle_timeout: 2d", "session_lifetime"),
        ("public_url: http://netstacks.example", "secure_cookies"),
    ])
    func `values that contradict each other are refused`(yaml: String, other: String) throws {
        let problem = try SettingsFolder(yaml).problem()
        #expect(problem?.code == .conflict)
        #expect(problem?.description.contains(other) == true)
    }

    @Test(arguments: [
        "public_url: https://netstacks.example/", "public_url: http://localhost:8080", "listen_host: '::1'",
    ])
    func `an address that browsers send secure cookies to is accepted`(yaml: String) throws {
        #expect(try !SettingsFolder(yaml).load().publicURL.hasSuffix("/"))
    }
}
