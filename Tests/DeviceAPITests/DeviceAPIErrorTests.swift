import HTTPClient
import Testing

@testable import DeviceAPI

@Suite struct DeviceAPIErrorTests {
    @Test(arguments: [
        DeviceAPIError.Code.unreachable(.pin(offered: [])), .unreachable(.certificate), .unreachable(.refused),
        .unreachable(.unresolvable), .unreachable(.tls), .interrupted(.connectionLost), .interrupted(.cancelled),
        .authentication, .notAuthorized, .commandRejected(number: 1, command: "a", message: "b"), .notSupported("x"),
        .dataRejected(tag: "t", message: "m"), .conflict(tag: "t"), .notFound, .server(status: 500), .badAnswer,
        .notAllowed("reload"), .invalidInput("line 1"),
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
    }
}
