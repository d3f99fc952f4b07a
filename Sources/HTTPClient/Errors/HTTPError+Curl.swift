import CCurl
import Foundation

extension HTTPError.Code {
    /// What a code of libcurl means to us (libcurl-errors(3)); `number` is the errno that came with it.
    init(_ code: CURLcode, errno number: Int32) {
        self =
            switch code {
            case CURLE_COULDNT_RESOLVE_HOST: .unresolvable
            case CURLE_COULDNT_CONNECT: number == ECONNREFUSED ? .refused : .unreachable
            case CURLE_COULDNT_RESOLVE_PROXY, CURLE_PROXY: .proxy
            case CURLE_OPERATION_TIMEDOUT: .timedOut(.total)
            case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CIPHER, CURLE_SSL_ENGINE_NOTFOUND, CURLE_USE_SSL_FAILED: .tls
            case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS: .certificate
            case CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CRL_BADFILE: .authorities
            case CURLE_PARTIAL_FILE: .truncated
            case CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_SEND_FAIL_REWIND: .connectionLost
            case CURLE_BAD_CONTENT_ENCODING: .badEncoding
            case CURLE_OUT_OF_MEMORY, CURLE_FAILED_INIT, CURLE_NO_CONNECTION_AVAILABLE: .exhausted
            case CURLE_URL_MALFORMAT: .invalidRequest("the URL cannot be used")
            case CURLE_ABORTED_BY_CALLBACK: .cancelled
            default: .protocolError
            }
    }
}
