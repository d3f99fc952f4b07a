import Domain
import Foundation
import HTTPTypes
import Testing

@testable import Web

@Suite(.timeLimit(.minutes(10))) struct APIBackupTests {
    @Test func `backups are listed, shown without their secrets, and compared`() async throws {
        let site = try await APISite.shared
        let device = try await site.device()
        let older = try await site.backup(of: device.id, "hostname a\nenable secret 5 $1$x$OldHash\nend\n")
        let newer = try await site.backup(of: device.id, "hostname b\nenable secret 5 $1$x$NewHash\nend\n")
        let listed = try await site.call(.get, "/devices/\(device.id)/backups", as: .viewer)
        #expect(Set(listed.items.compactMap { $0["id"]?.stringValue }) == [older, newer])
        #expect(try await site.call(.get, "/backups/\(older)").json["device_name"] == .string(device.name))
        let text = try await site.call(.get, "/backups/\(older)/text", as: .viewer)
        #expect(text.json["text"]?.stringValue?.contains("hostname a") == true)
        let difference = try await site.call(.get, "/backups/\(newer)/diff?against=\(older)", as: .viewer)
        #expect(difference.text.contains("hostname b") && difference.text.contains("hostname a"))
        for answer in [text, difference] {
            #expect(!answer.text.contains("OldHash") && !answer.text.contains("NewHash"))
        }
    }

    @Test func `a comparison needs an earlier backup that exists`() async throws {
        let site = try await APISite.shared
        let backup = try await site.backup(of: try await site.device().id, "end\n")
        #expect(try await site.call(.get, "/backups/\(backup)/diff").fields == ["against"])
        #expect(try await site.call(.get, "/backups/\(backup)/diff?against=x").fields == ["against"])
        #expect(try await site.call(.get, "/backups/\(backup)/diff?against=\(UUID())").status == 404)
    }
}
