import Domain
import HTTPTypes
import Hummingbird

/// Refuses writes that a page of another site caused (Fetch Metadata, and the Origin header where that is missing).
enum SameOrigin {
    static func check(_ request: Request) throws {
        guard request.method != .get, request.method != .head else { return }
        if let site = HTTPField.Name("Sec-Fetch-Site").flatMap({ request.headers[$0] }) {
            guard site == "same-origin" || site == "none" else { throw refusal }
            return
        }
        guard let origin = request.headers[.origin], let authority = request.head.authority else { return }
        guard origin.hasSuffix("://" + authority) else { throw refusal }
    }

    private static let refusal = Problem(
        .denied, code: "cross_site",
        "This request came from another site, so it was refused. Open the page here and try again.")
}
