import Domain
import HTTPTypes
import Hummingbird

/// One operation of the JSON API: the route, its documentation and its work, so that the three cannot drift apart.
struct APIOperation: Sendable {
    /// A unique name for generated clients, for example `listDevices`.
    let id: String
    let method: HTTPRequest.Method
    /// Below `/api/v1`, with parameters in braces: `/devices/{id}`.
    let path: String
    let tag: String
    /// What the caller's role must allow; none for what everybody may do with their own things.
    let permission: Permission?
    let summary: String
    /// More than the summary says; empty when there is no more.
    var text = ""
    /// The parameters of the query.
    var query: [APIParameter] = []
    /// The body; none for operations without one.
    var body: JSONSchema?
    /// The status of a success.
    var status: HTTPResponse.Status = .ok
    /// The document of a success; none for 204.
    var answer: JSONSchema?
    /// The path of what was made, followed by its id; empty when nothing was made.
    var location = ""
    /// Other statuses it may answer besides 401, 403, 500 and 503, which any may.
    var refusals: [Int] = []
    let work: @Sendable (APICall) async throws -> JSONValue

    /// The path as the router wants it: `devices/:id`.
    var routerPath: RouterPath { Self.routerPath(path) }

    static func routerPath(_ path: String) -> RouterPath {
        let parts = path.split(separator: "/").map { part in
            part.hasPrefix("{") ? ":" + part.dropFirst().dropLast() : String(part)
        }
        return RouterPath(parts.joined(separator: "/"))
    }

    /// The names in braces.
    var pathParameters: [String] {
        path.split(separator: "/").filter { $0.hasPrefix("{") }.map { String($0.dropFirst().dropLast()) }
    }

    /// Every status of a refusal that its documentation names, in order.
    var refusalStatuses: [Int] {
        var statuses = Set([401, 500, 503]).union(refusals)
        if permission != nil { statuses.insert(403) }
        if !pathParameters.isEmpty { statuses.insert(404) }
        if body != nil { statuses.formUnion([413, 415, 422]) }
        if !query.isEmpty { statuses.insert(422) }
        return statuses.sorted()
    }
}
