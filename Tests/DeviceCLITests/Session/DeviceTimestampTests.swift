import DeviceCLI
import Testing

@Suite struct DeviceTimestampTests {
    @Test(
        arguments: [
            ("1970-01-01T00:00:00Z", 0), ("2026-01-01T00:00:00Z", 1_767_225_600),
            ("2024-02-29T23:59:59.5+01:30", 1_709_245_799),
            ("2026-01-01", nil), ("2026-13-01T00:00:00Z", nil), ("x", nil), ("2026-01-01T00:00:00", nil),
        ] as [(String, Int?)])
    func `a time is seconds since 1970`(text: String, seconds: Int?) {
        #expect(DeviceTimestamp.seconds(text) == seconds)
    }

    @Test func `time runs forward`() {
        #expect(DeviceTimestamp.seconds(from: "2026-01-01T00:00:00Z", to: "2026-01-01T01:00:30Z") == 3630)
        #expect(DeviceTimestamp.seconds(from: "2026-01-01T01:00:00Z", to: "2026-01-01T00:00:00Z") == nil)
        #expect(DeviceTimestamp.seconds(from: nil, to: "2026-01-01T00:00:00Z") == nil)
    }
}
