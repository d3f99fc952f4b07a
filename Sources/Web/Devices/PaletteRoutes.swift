import Domain
import Foundation
import Hummingbird
import NIOCore
import Services

/// What the command palette finds: devices by name or address, as JSON.
struct PaletteRoutes: Sendable {
    let services: Services

    func add(to group: RouterGroup<SignedInContext>) {
        group.get("", use: index)
    }

    private struct Entry: Encodable {
        let title: String
        let subtitle: String
        let url: String
    }

    @Sendable private func index(_ request: Request, context: SignedInContext) async throws -> Response {
        let text = FormBody(queryOf: request).text("q")
        let devices = text.isEmpty ? [] : try await services.devices.search(text, limit: 20, by: context.actor)
        let entries = devices.map {
            Entry(
                title: $0.name.text, subtitle: "\($0.host) · \(services.platforms.title(of: $0.platform))",
                url: "/devices/\($0.id)")
        }
        return Response(
            status: .ok, headers: [.contentType: "application/json; charset=utf-8", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: try JSONEncoder().encode(entries))))
    }
}
