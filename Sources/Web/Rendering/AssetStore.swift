import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// The style sheets, scripts and images, read once at start and named by their content.
struct AssetStore: Sendable {
    private let assets: [String: Asset]

    private struct Asset: Sendable {
        let bytes: ByteBuffer
        let type: String
        let hash: String
    }

    /// Reads every file of the folder; a file of a type that is not served is left out.
    init(folder: String) throws {
        var assets: [String: Asset] = [:]
        // A folder that is itself a link is not looked into otherwise.
        let folder = URL(fileURLWithPath: folder).resolvingSymlinksInPath().path
        let files = FileManager.default.enumerator(atPath: folder)
        while let path = files?.nextObject() as? String {
            guard let type = Self.types[(path as NSString).pathExtension],
                let data = FileManager.default.contents(atPath: folder + "/" + path)
            else { continue }
            assets[path] = Asset(bytes: ByteBuffer(bytes: data), type: type, hash: Self.hash(data))
        }
        self.assets = assets
    }

    /// The address of each file with its hash, as templates use it: `asset['css/base.css']`.
    var addresses: [(String, String)] {
        assets.sorted { $0.key < $1.key }.map { ($0.key, "/\($0.key)?v=\($0.value.hash)") }
    }

    /// The answer for a path below `Public`; `nil` when there is no such file.
    func response(to request: Request) -> Response? {
        guard request.method == .get || request.method == .head,
            let asset = assets[String(request.uri.path.drop { $0 == "/" })]
        else { return nil }
        let tag = "\"\(asset.hash)\""
        let isPinned = request.uri.query == "v=\(asset.hash)"
        var headers: HTTPFields = [
            .contentType: asset.type, .eTag: tag,
            .cacheControl: isPinned ? "public, max-age=31536000, immutable" : "no-cache",
        ]
        if request.headers[.ifNoneMatch] == tag { return Response(status: .notModified, headers: headers) }
        headers[.contentLength] = String(asset.bytes.readableBytes)
        if request.method == .head { return Response(status: .ok, headers: headers) }
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: asset.bytes))
    }

    private static let types = [
        "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml",
        "png": "image/png", "ico": "image/x-icon", "woff2": "font/woff2", "webmanifest": "application/manifest+json",
    ]

    /// FNV-1a, 64 bits: names a version of a file; nothing secret rests on it.
    private static func hash(_ data: Data) -> String {
        let value = data.reduce(UInt64(0xcbf2_9ce4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        return String(value, radix: 16)
    }
}

/// Answers requests for files before anything else is asked.
struct AssetMiddleware: RouterMiddleware {
    typealias Context = WebContext

    let assets: AssetStore

    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        if let response = assets.response(to: request) { return response }
        return try await next(request, context)
    }
}
