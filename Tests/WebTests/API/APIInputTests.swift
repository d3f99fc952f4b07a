import Domain
import Foundation
import HTTPTypes
import Testing

@testable import Web

@Suite(.timeLimit(.minutes(2))) struct APIInputTests {
    @Test(arguments: [
        "", "{", "nonsense", "{\"name\":}", "{\"name\":\"\\ud800\"}", "{\"port\":1e999}", "\u{FEFF}", "{\"a\":1}{}",
        String(repeating: "[", count: 5000),
    ])
    func `a body that is no JSON is refused`(body: String) async throws {
        let site = try await APISite.shared
        let answer = try await site.call(
            .post, "/devices", bytes: Array(body.utf8), token: site.caller(.engineer).token)
        #expect(answer.status == 422, "\(answer.text)")
        #expect(["json_malformed", "invalid"].contains(answer.code))
    }

    @Test func `bytes that are no UTF-8 are refused`() async throws {
        let site = try await APISite.shared
        let bytes = Array("{\"name\":\"".utf8) + [0xFF, 0xC0] + Array("\"}".utf8)
        let answer = try await site.call(.post, "/devices", bytes: bytes, token: site.caller(.engineer).token)
        #expect(answer.status == 422)
    }

    @Test(arguments: ["text/plain", "application/x-www-form-urlencoded", ""])
    func `another media type is refused`(type: String) async throws {
        let site = try await APISite.shared
        let token = try site.caller(.engineer).token
        let answer = try await site.call(.post, "/devices", bytes: Array("{}".utf8), type: type, token: token)
        #expect(answer.status == 415 && answer.code == "media_type")
    }

    @Test(arguments: ["[]", "null", "\"x\"", "1", "true"])
    func `a document that is no object is refused`(body: String) async throws {
        let site = try await APISite.shared
        let answer = try await site.call(.post, "/stacks", bytes: Array(body.utf8), token: site.caller(.engineer).token)
        #expect(answer.status == 422 && answer.code == "invalid")
    }

    @Test func `an unknown member is named, with those that are known`() async throws {
        let answer = try await APISite.shared.call(
            .post, "/devices", ["name": "a", "host": "h", "platform": "frr", "plattform": "x"])
        #expect(answer.fields == ["plattform"])
        #expect(answer.text.contains("credential_set_id"))
    }

    @Test func `wrong types are named, and where they are`() async throws {
        let answer = try await APISite.shared.call(
            .post, "/devices",
            ["name": 1, "host": nil, "platform": ["frr"], "port": "22", "tags": ["a", 2], "notes": true])
        #expect(answer.fields == ["name", "host", "platform", "port", "tags[1]", "notes"])
    }

    @Test(arguments: [0, -1, 65536, Int.max, Int.min])
    func `a port outside its bounds is refused`(port: Int) async throws {
        let answer = try await APISite.shared.call(
            .post, "/devices", ["name": "a", "host": "h", "platform": "frr", "port": .integer(port)])
        #expect(answer.fields == ["port"])
    }

    @Test func `a number that is not whole, or too large for one, is refused`() async throws {
        let site = try await APISite.shared
        for port in ["22.5", "1e300", "123456789012345678901234567890"] {
            let body = "{\"name\":\"a\",\"host\":\"h\",\"platform\":\"frr\",\"port\":\(port)}"
            let answer = try await site.call(
                .post, "/devices", bytes: Array(body.utf8), token: site.caller(.engineer).token)
            #expect(answer.fields == ["port"], "\(answer.text)")
        }
    }

    @Test func `a NUL character is refused wherever it stands`() async throws {
        let site = try await APISite.shared
        let id = JSONValue.string(try await site.device().id)
        let source: JSONValue = ["kind": "lines", "lines": "end"]
        let bodies: [(String, JSONValue, String)] = [
            ("/devices", ["name": "a", "host": "h", "platform": "frr", "notes": "a\u{0}b"], "notes"),
            ("/templates", ["name": "a\u{0}", "deploy": "x"], "name"), ("/tokens", ["name": "\u{0}"], "name"),
            (
                "/changes", ["source": source, "device_ids": [id], "variables": ["v": ["deep": ["a\u{0}"]]]],
                "variables.v.deep[0]"
            ),
            ("/changes", ["source": source, "device_ids": [id], "variables": ["v\u{0}": 1]], "variables.v"),
            ("/changes", ["source": source, "device_ids": [id], "title": "\u{0}"], "title"),
        ]
        for (path, body, field) in bodies {
            let answer = try await site.call(.post, path, body)
            #expect(answer.status == 422 && answer.fields == [field], "\(answer.text)")
        }
    }

    @Test(arguments: [
        "page=0", "page=-1", "page=x", "page=99999999999999999999999", "page=1000001", "size=0", "size=501", "size=1e2",
        "search=%00", "plattform=frr", "tag=a%20b", "platform=A!", "page=%", "%00=1",
    ])
    func `a parameter that is wrong is named`(query: String) async throws {
        let answer = try await APISite.shared.call(.get, "/devices?\(query)")
        #expect(answer.status == 422)
        #expect(answer.fields.count == 1)
    }

    @Test(arguments: ["page=1000000&size=500", "", "search=", "search=%25%5F%27", "page=&size=2"])
    func `an unusual parameter is no error`(query: String) async throws {
        #expect(try await APISite.shared.call(.get, "/devices?\(query)").status == 200)
    }

    @Test(arguments: ["/jobs?state=idle", "/jobs?kind=x", "/changes?state=done,nope", "/jobs?device_id=1"])
    func `a choice that does not exist is refused`(path: String) async throws {
        #expect(try await APISite.shared.call(.get, path).status == 422)
    }

    @Test(arguments: ["x", "%00", "..", "00000000-0000-0000-0000-00000000000g", "1%20OR%201=1"])
    func `an id that is none belongs to nothing`(id: String) async throws {
        #expect(try await APISite.shared.call(.get, "/devices/\(id)").status == 404)
    }

    @Test func `texts are limited as the database counts them`() async throws {
        let site = try await APISite.shared
        let body: JSONValue = ["name": .string("e" + String(repeating: "\u{301}", count: 150)), "deploy": "x"]
        let answer = try await site.call(.post, "/templates", body)
        #expect(answer.status == 422 && answer.fields == ["name"])
        let notes = JSONValue.string(String(repeating: "ü", count: 3000))
        let long = try await site.call(
            .post, "/devices", ["name": "a", "host": "h", "platform": "frr", "notes": notes])
        #expect(long.status == 422 && long.fields == ["notes"])
    }

    @Test func `a body that is too large is refused`() async throws {
        let site = try await APISite.shared
        let bytes = [UInt8](repeating: UInt8(ascii: " "), count: 5 * 1024 * 1024)
        let answer = try await site.call(.post, "/devices", bytes: bytes, token: site.caller(.engineer).token)
        #expect(answer.status == 413 && answer.code == "too_large")
    }
}
