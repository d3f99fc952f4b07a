import CCurl
import Foundation
import Testing

@testable import HTTPClient

@Suite struct HTTPErrorTests {
    @Test(arguments: [
        (CURLE_COULDNT_RESOLVE_HOST, HTTPError.Code.unresolvable), (CURLE_COULDNT_CONNECT, .unreachable),
        (CURLE_COULDNT_RESOLVE_PROXY, .proxy), (CURLE_OPERATION_TIMEDOUT, .timedOut(.total)),
        (CURLE_SSL_CONNECT_ERROR, .tls), (CURLE_PEER_FAILED_VERIFICATION, .certificate),
        (CURLE_SSL_CACERT_BADFILE, .authorities), (CURLE_PARTIAL_FILE, .truncated),
        (CURLE_GOT_NOTHING, .connectionLost), (CURLE_SEND_ERROR, .connectionLost), (CURLE_RECV_ERROR, .connectionLost),
        (CURLE_BAD_CONTENT_ENCODING, .badEncoding), (CURLE_OUT_OF_MEMORY, .exhausted),
        (CURLE_HTTP2, .protocolError), (CURLE_HTTP2_STREAM, .protocolError), (CURLE_WEIRD_SERVER_REPLY, .protocolError),
        (CURLE_UNSUPPORTED_PROTOCOL, .protocolError),
    ])
    func `every code of the library has its meaning`(curl: CURLcode, code: HTTPError.Code) {
        #expect(HTTPError.Code(curl, errno: 0) == code)
    }

    @Test func `a refused connection is told from an unreachable address by errno`() {
        #expect(HTTPError.Code(CURLE_COULDNT_CONNECT, errno: ECONNREFUSED) == .refused)
        #expect(HTTPError.Code(CURLE_COULDNT_CONNECT, errno: EHOSTUNREACH) == .unreachable)
    }

    @Test func `an error shows the URL without its query`() throws {
        let url = try #require(HTTPURL("https://example.net/a?token=secret"))
        let order = TransferOrder(
            id: 1, request: HTTPRequest(.get, url, credential: .bearer("secret")), egress: EgressPolicy(), proxy: nil,
            delivery: .whole(limit: 1))
        for stage in HTTPStage.allCases {
            let error = order.error(.timedOut(stage))
            #expect(error.description.hasPrefix("GET https://example.net/a took too long ("))
            #expect(!"\(error) \(error.debugDescription)".contains("secret"))
        }
    }
}
