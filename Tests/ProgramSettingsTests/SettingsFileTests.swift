import ProgramSettings
import Testing

struct SettingsFileTests {
    @Test(arguments: ["", "# nothing but a comment\n", "---\n"])
    func `an empty file gives nothing`(yaml: String) throws {
        #expect(try SettingsFolder(yaml).load().listenPort == 8080)
    }

    @Test func `plain values of every YAML kind are read as they are written`() throws {
        let settings = try SettingsFolder(
            "listen_port: 9090\nsecure_cookies: no\nlog_level: \"debug\"\r\njob_lease: '1m'\ntrusted_proxies: 10.0.0.1, 2001:db8::/32\n"
        ).load()
        #expect(settings.listenPort == 9090)
        #expect(!settings.usesSecureCookies)
        #expect(settings.logLevel == "debug")
        #expect(settings.jobLease == .seconds(60))
        #expect(settings.trustedProxies == ["10.0.0.1", "2001:db8::/32"])
    }

    @Test(arguments: [
        ("listen_port:\n", "has no value"), ("listen_port: ''\n", "has no value"), ("listen_port: ~\n", "has no value"),
        ("listen_port: [1]\n", "not a list"), ("listen_port: {a: 1}\n", "not a list"),
    ])
    func `a key without a plain value is refused by name and line`(yaml: String, sentence: String) throws {
        let problem = try SettingsFolder("log_level: info\n\(yaml)").problem()
        #expect(problem?.code == .malformedValue)
        #expect(problem?.description.contains("line 2: listen_port") == true)
        #expect(problem?.description.contains(sentence) == true)
    }

    @Test(arguments: ["- a\n- b\n", "just text\n", "a: [\n", "a: \"unclosed\n", "\tlisten_port: 1\n", "{1: 2}: 3\n"])
    func `what is not a mapping of names is refused`(yaml: String) throws {
        let problem = try SettingsFolder(yaml).problem()
        #expect(problem?.code == .malformedFile)
        #expect(problem?.description.contains("netstacks.yaml") == true)
    }

    @Test func `a broken file's text is not quoted, for it may hold a password`() throws {
        let problem = try SettingsFolder("database_url: \"postgresql://u:hunter2@h/d\nlog_level: [\n").problem()
        #expect(problem?.code == .malformedFile)
        #expect(problem?.description.contains("hunter2") == false)
    }

    @Test func `a key given twice is refused`() throws {
        let problem = try SettingsFolder("listen_port: 1\nlisten_port: 2\n").problem()
        #expect(problem?.code == .repeatedKey)
        #expect(problem?.description.contains("listen_port is given more than once") == true)
    }

    @Test func `a file that was named and is not there is refused`() throws {
        let folder = try SettingsFolder()
        let problem = folder.problem(file: "other.yaml")
        #expect(problem?.code == .unreadableFile)
        #expect(problem?.description.contains("\(folder.path)/other.yaml does not exist") == true)
    }
}
