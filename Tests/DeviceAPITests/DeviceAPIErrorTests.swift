import HTTPClient
import Reactor
import Testing

@testable import DeviceAPI

@Suite struct DeviceAPIErrorTests {
    @Test(arguments: [
        DeviceAPIError.Code.unreachable(.pin(offered: [])), .unreachable(.certificate), .unreachable(.refused),
        .unreachable(.unresolvable), .unreachable(.tls), .interrupted(.connectionLost), .interrupted(.cancelled),
        .authentication, .notAuthorized, .commandRejected(number: 1, command: "a", message: "b"), .notSupported("x"),
        .dataRejected(tag: "t", message: "m"), .conflict(tag: "t"), .notFound, .server(status: 500), .badAnswer,
        .notAllowed("reload"), .invalidInput("line 1 is empty"), .unproven("saving"),
    ])
    func `every error names the device and says what to do, without the cause`(code: DeviceAPIError.Code) {
        let error = DeviceAPIError(code, "10.0.0.1:443", "internal words")
        #expect(error.description.contains("10.0.0.1:443"))
        #expect(
            error.description.split(separator: ". ").count >= 2 || error.description.contains("so nothing was sent"))
        #expect(!error.description.contains("internal words"))
        #expect(error.debugDescription.contains("internal words"))
    }

    @Test func `an access prints no password`() throws {
        let url = try #require(HTTPURL("https://10.0.0.1/"))
        let access = APIAccess(url: url, credential: .basic(username: "admin", password: "hunter2"))
        var printed = "\(access)"
        dump(access, to: &printed)
        #expect(!printed.contains("hunter2"))
        let loop = EventLoop(name: "http")
        let client = HTTPClient(engine: HTTPEngine(loop: loop), egress: .devices(in: []))
        let reader = EAPIReader(access, over: client, enablePassword: "hunter3")
        printed = "\(reader)"
        dump(reader, to: &printed)
        #expect(!printed.contains("hunter"))
    }

    @Test func `what a device or a line brought in can be left out`() {
        for code in [
            DeviceAPIError.Code.commandRejected(number: 1, command: "secret hunter2", message: "hunter2"),
            .dataRejected(tag: "t", message: "hunter2"), .notAllowed("hunter2"), .notSupported("hunter2"),
        ] {
            #expect(!DeviceAPIError(code, "10.0.0.1:443").descriptionWithoutQuotes.contains("hunter2"))
        }
    }

    @Test func `a hostile answer is refused before it takes memory, and in time`() {
        let many =
            [UInt8(ascii: "[")] + Array(repeatElement(Array("0,".utf8), count: 1_000_001).joined()) + Array("0]".utf8)
        #expect(JSONValue(many) == nil)
        #expect(JSONValue(Array(repeating: UInt8(ascii: "["), count: 100_000)) == nil)
        #expect(JSONValue(Array("\"[,{\\\",\"".utf8)) == "[,{\",")
        let links = String(repeating: "<Link rel='restconf' ", count: 20_000)
        #expect(RESTCONFReader.root(in: links) == nil)
        #expect(RESTCONFReader.root(in: "<XRD><Link href=\"/a/\" rel=\"restconf\"/></XRD>") == "/a")
        #expect(RESTCONFReader.root(in: "<Link rel='restconf' href='/../x'/>") == nil)
        #expect(RESTCONFReader.root(in: "<Link rel='restconf' href='https://elsewhere/'/>") == nil)
    }
}
