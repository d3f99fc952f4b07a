import Domain
import Foundation
import Testing

struct ChangePlanTests {
    private let changeID = Change.ID(UUID(uuid: (0x01, 0x9A, 0, 0, 0, 0, 0x70, 0, 0x80, 0, 0, 0, 0, 0, 0, 0x01)))
    private let deviceID = Device.ID(UUID(uuid: (0x01, 0x9A, 0, 0, 0, 0, 0x70, 0, 0x80, 0, 0, 0, 0, 0, 0, 0x02)))

    private func target(position: Int = 0, commands: [String], inverse: [String] = []) throws -> ChangeTarget {
        ChangeTarget(
            id: ChangeTarget.ID(), changeID: changeID, revision: 1, position: position, deviceID: deviceID,
            deviceName: try #require(DeviceName("r1")), platform: try #require(PlatformName("frr")), commands: commands,
            inverse: inverse, base: try #require(ContentHash(String(repeating: "a", count: 64))), baseReadAt: Date(),
            predicted: try #require(ContentHash(String(repeating: "b", count: 64))), diff: .null, linesAdded: 1,
            linesRemoved: 0, expectation: "ntp server", safetyNet: .inverseCommands, warnings: [])
    }

    private func bytes(_ targets: [ChangeTarget], policy: String = "lab") -> [UInt8] {
        ChangePlan.canonicalBytes(changeID: changeID, revision: 1, risk: .low, policy: policy, targets: targets)
    }

    @Test func `the bytes are exactly these`() throws {
        let fields = [
            "16:netstacks-plan-1", "36:019a0000-0000-7000-8000-000000000001", "1:1", "3:low", "3:lab", "1:1",
            "36:019a0000-0000-7000-8000-000000000002", "3:frr", "64:" + String(repeating: "a", count: 64),
            "64:" + String(repeating: "b", count: 64), "16:inverse_commands", "10:ntp server", "1:2", "11:ntp sérv\n ",
            "0:", "1:1", "6:no ntp",
        ]
        let expected = fields.map { $0 + "\n" }.joined()
        #expect(bytes([try target(commands: ["ntp sérv\n ", ""], inverse: ["no ntp"])]) == Array(expected.utf8))
    }

    @Test func `one byte more, one line split, or another policy are other bytes`() throws {
        let plans = [
            bytes([try target(commands: ["a", "b"])]), bytes([try target(commands: ["a\nb"])]),
            bytes([try target(commands: ["a", "b "])]), bytes([try target(commands: ["a"], inverse: ["b"])]),
            bytes([try target(commands: ["a", "b"])], policy: "lab2"), bytes([]),
        ]
        #expect(Set(plans).count == plans.count)
    }

    @Test func `the order of the targets is that of their positions`() throws {
        let (first, second) = (try target(position: 0, commands: ["a"]), try target(position: 1, commands: ["b"]))
        #expect(bytes([first, second]) == bytes([second, first]))
    }
}
