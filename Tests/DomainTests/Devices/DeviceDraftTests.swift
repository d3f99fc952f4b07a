import Domain
import Testing

struct DeviceDraftTests {
    @Test func `tags are sorted and stand once`() throws {
        let tags = try ["wan", "lab", "WAN", "a"].map { try #require(DeviceTag($0)) }
        let draft = DeviceDraft(
            name: try #require(DeviceName("a")), host: try #require(HostAddress("a")), port: .ssh,
            platform: try #require(PlatformName("frr")), credentialSetID: nil, tags: tags, notes: "")
        #expect(draft.tags.map(\.text) == ["a", "lab", "wan"])
    }
}
