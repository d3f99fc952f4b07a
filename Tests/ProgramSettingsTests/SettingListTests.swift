import Testing

@testable import ProgramSettings

struct SettingListTests {
    @Test func `each setting is described once, in full`() {
        let all = Settings.all
        #expect(all.count > 25)
        #expect(Set(all.map(\.name)).count == all.count)
        for setting in all {
            #expect(setting.name.allSatisfy { $0.isLowercase || $0 == "_" })
            #expect(setting.environment[0] == "NETSTACKS_" + setting.name.uppercased())
            #expect(setting.flag == setting.name.replacing("_", with: "-"))
            #expect(!setting.meaning.isEmpty && !setting.defaultText.isEmpty && !setting.kind.isEmpty)
        }
        #expect(all.filter(\.isSecret).map(\.name) == ["database_url"])
    }

    @Test func `a shown value reads back as itself`() throws {
        let folder = try SettingsFolder()
        let first = try folder.load()
        let shown = first.table.filter { !$0.value.isEmpty && !$0.setting.isSecret }
        let again = try folder.load(flags: Dictionary(uniqueKeysWithValues: shown.map { ($0.setting.flag, $0.value) }))
        #expect(again.table.map(\.value) == first.table.map(\.value))
    }

    @Test func `the README's table has a row for each setting`() {
        let table = Settings.markdownTable()
        #expect(table.split(separator: "\n").count == Settings.all.count + 2)
        #expect(table.contains("`NETSTACKS_DATABASE_URL`, `DATABASE_URL`"))
        #expect(table.contains("(secret)"))
    }

    @Test(arguments: [
        ("500ms", "500ms"), ("1000ms", "1s"), ("30", "30s"), ("90s", "90s"), ("60s", "1m"), ("24h", "1d"), ("0s", "0s"),
    ])
    func `times read and show`(text: String, shown: String) throws {
        #expect(DurationText.show(try #require(DurationText.parse(text))) == shown)
    }

    @Test(arguments: ["", "s", "1.5s", "-1s", "1 s", "1y", "٣s", "9223372036854775807d"])
    func `what is no time is refused`(text: String) {
        #expect(DurationText.parse(text) == nil)
    }

    @Test(arguments: ["10.0.0.1", "10.0.0.0/8", "::1", "2001:db8::/32", "0.0.0.0/0"])
    func `addresses and networks are understood`(text: String) {
        #expect(NetworkText.isValid(text))
    }

    @Test(arguments: ["", "10.0.0", "10.0.0.1/", "10.0.0.1/33", "::1/129", "::1/-1", "host", "10.0.0.1/8/8"])
    func `other text is no network`(text: String) {
        #expect(!NetworkText.isValid(text))
    }
}
