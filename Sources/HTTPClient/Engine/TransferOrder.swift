/// All that a transfer is to do.
struct TransferOrder: Sendable {
    enum Delivery: Sendable, Hashable {
        /// The body as one piece, decompressed, of at most so many bytes.
        case whole(limit: Int)
        /// The body piece by piece; compressed only when it is bounded.
        case stream(limit: Int?)

        var limit: Int? {
            switch self {
            case .whole(let limit): limit
            case .stream(let limit): limit
            }
        }
    }

    let id: UInt64
    let request: HTTPRequest
    let egress: EgressPolicy
    let proxy: HTTPProxy?
    let delivery: Delivery

    var place: String { "\(self.request.method.rawValue) \(self.request.url)" }

    func error(_ code: HTTPError.Code, _ cause: String = "") -> HTTPError { HTTPError(code, self.place, cause) }
}
