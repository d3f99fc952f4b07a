import Foundation
import Testing

@testable import Domain

struct IdentifierTests {
    @Test func `later ids sort after earlier ones, as text and in the database`() {
        let start = Date(timeIntervalSince1970: 1_800_000_000)
        var generator = UUIDv7()
        let ids = (0..<500).map { generator.next(at: start.addingTimeInterval(Double($0) / 500)).uuidString }
        #expect(ids == ids.sorted() && Set(ids).count == 500)
    }

    @Test func `ids of one moment keep their order, and so do those after a clock that went back`() {
        let start = Date(timeIntervalSince1970: 1_800_000_000)
        var generator = UUIDv7()
        let ids = (0..<10_000).map { generator.next(at: start.addingTimeInterval($0 < 5000 ? 0 : -3600)).uuidString }
        #expect(ids == ids.sorted() && Set(ids).count == 10_000)
    }

    @Test func `an id is a UUID of version 7 with the time in front`() {
        var generator = UUIDv7()
        let id = generator.next(at: Date(timeIntervalSince1970: 1_645_557_742)).uuid
        // RFC 9562, A.6: 0x017F22E279B0 is 2022-02-22 19:22:22 UTC.
        #expect([id.0, id.1, id.2, id.3, id.4, id.5] == [0x01, 0x7F, 0x22, 0xE2, 0x79, 0xB0])
        #expect(id.6 >> 4 == 7 && id.8 >> 6 == 0b10)
    }

    @Test func `ids made at once differ`() {
        #expect(Set((0..<10_000).map { _ in Device.ID() }).count == 10_000)
    }

    @Test func `the text is lower case, and only a UUID is read back`() throws {
        let id = Device.ID()
        #expect(id.description == id.description.lowercased())
        #expect(Device.ID(id.description) == id && Device.ID(id.description.uppercased()) == id)
        for text in ["", "x", id.description + "0", String(id.description.dropLast())] {
            #expect(Device.ID(text) == nil)
        }
        let json = try JSONEncoder().encode([id])
        #expect(String(decoding: json, as: UTF8.self) == "[\"\(id)\"]")
        #expect(try JSONDecoder().decode([Device.ID].self, from: json) == [id])
    }

    @Test func `the text is Foundation's in small letters, and its order that of the ids`() {
        let ids = (0..<200).map { _ in Identifier<Job>(UUID()) }
        #expect(ids.allSatisfy { $0.description == $0.uuid.uuidString.lowercased() })
        #expect(ids.sorted() == ids.sorted { $0.description < $1.description })
    }
}
