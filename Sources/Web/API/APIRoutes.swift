import Domain
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Services

/// The JSON API: every operation of the table, and the document that describes them.
struct APIRoutes: Sendable {
    let services: Services

    /// Where the API begins.
    static let root = "/api/v1"

    /// Every operation, in the order of the documentation.
    var operations: [APIOperation] {
        AccountOperations(services: services).all + DeviceOperations(services: services).all
            + PlatformOperations(services: services).all + BreakerOperations(services: services).all
            + CredentialOperations(services: services).all
            + TemplateOperations(services: services).all
            + StackOperations(services: services).all + ChangeOperations(services: services).all
            + BackupOperations(services: services).all + SearchOperations(services: services).all
            + SnapshotOperations(services: services).all + ArchiveOperations(services: services).all
            + JobOperations(services: services).all
            + ScheduleOperations(services: services).all + WorkerOperations(services: services).all
            + QueueOperations(services: services).all + UserOperations(services: services).all
    }

    func add(to group: RouterGroup<WebContext>) {
        let document = OpenAPIDocument(operations: operations).document
        group.get("openapi.json") { _, _ in try Self.answer(.ok, document) }
        APIMethods(operations: operations).add(to: group)
        let identified = group.add(middleware: BearerMiddleware(tokens: services.tokens))
            .group("", context: APIContext.self)
        for operation in operations {
            identified.on(operation.routerPath, method: operation.method) { request, context in
                try await Self.perform(operation, request, context)
            }
        }
    }

    private static func perform(
        _ operation: APIOperation, _ request: Request, _ context: APIContext
    ) async throws -> Response {
        // The services ask again; here a refusal comes before anything is said about the body.
        if let permission = operation.permission, !context.actor.may(permission) {
            throw Problem(
                .denied, code: "denied",
                "Your role, \(context.user.role.rawValue), may not \(permission.words). "
                    + "Ask an administrator for a role that may.")
        }
        let query = FormBody(queryOf: request)
        try APIParameter.check(query, against: operation.query)
        let body =
            if let schema = operation.body {
                try await JSONBody.read(request, schema: schema, limit: context.maxUploadSize)
            } else {
                JSONBody()
            }
        let value = try await operation.work(APICall(context: context, query: query, body: body))
        var response = try answer(operation.status, value)
        if !operation.location.isEmpty, let id = value["id"]?.stringValue ?? value["job_id"]?.stringValue {
            response.headers[.location] = "\(root)\(operation.location)/\(id)"
        }
        return response
    }

    private static func answer(_ status: HTTPResponse.Status, _ value: JSONValue) throws -> Response {
        if status == .noContent { return Response(status: .noContent, headers: [.cacheControl: "no-store"]) }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let data = try encoder.encode(value)
        return Response(
            status: status, headers: [.contentType: "application/json", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: data)))
    }
}
