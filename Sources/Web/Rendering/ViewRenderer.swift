import Domain
import Foundation
import HTTPTypes
import Hummingbird
import Jinja
import NIOCore

/// Renders the site's templates: strict, escaped, with the frame around each page.
struct ViewRenderer: Sendable {
    private let environment: Jinja.Environment
    let cookies: CookieJar
    let version: String

    init(viewsFolder: String, assets: AssetStore, cookies: CookieJar, version: String) {
        environment = Self.environment(viewsFolder: viewsFolder, assets: assets)
        self.cookies = cookies
        self.version = version
    }

    /// The rules under which every page is rendered; `asset` is known to macros too.
    static func environment(viewsFolder: String, assets: AssetStore) -> Jinja.Environment {
        var environment = Jinja.Environment(loader: FileLoader(folder: viewsFolder), autoescape: true, strict: true)
        environment.trimBlocks = true
        environment.lstripBlocks = true
        environment.globals["asset"] = Value(assets.addresses.map { ($0.0, .string($0.1)) })
        return environment
    }

    /// A page with its frame.
    func page(
        _ view: String, _ page: some Encodable, title: String, breadcrumbs: [Component.Link] = [],
        status: HTTPResponse.Status = .ok, request: Request, context: SignedInContext
    ) throws -> Response {
        let flash = cookies.flash(of: request)
        let layout = Layout(
            title: title, isSignedIn: true, user: Layout.User(context.user), csrfToken: context.session.csrfToken,
            theme: context.theme, path: request.uri.string,
            nav: Navigation.sections(for: context.user.role, path: request.uri.path),
            flash: flash.map { [Layout.Flash(kind: $0.kind, text: $0.text)] } ?? [], breadcrumbs: breadcrumbs,
            requestID: context.id, version: version)
        var response = try render(view, ["layout": Value(encoding: layout), "page": Value(encoding: page)], status)
        if flash != nil { cookies.clearFlash(on: &response) }
        return response
    }

    /// A page for somebody who is not signed in.
    func publicPage(
        _ view: String, _ page: some Encodable, title: String, status: HTTPResponse.Status = .ok, token: String,
        request: Request, context: WebContext
    ) throws -> Response {
        let layout = Layout.signedOut(
            title: title, token: token, theme: context.theme, path: request.uri.string, requestID: context.id,
            version: version)
        return try render(view, ["layout": Value(encoding: layout), "page": Value(encoding: page)], status)
    }

    /// One live part of a page; `name` is the variable under which its template takes it.
    func fragment(
        _ view: String, _ part: some Encodable, named name: String, request: Request, context: SignedInContext
    ) throws -> Response {
        let layout = Layout(
            title: "", isSignedIn: true, user: Layout.User(context.user), csrfToken: context.session.csrfToken,
            theme: context.theme, path: request.uri.string, nav: [], flash: [], breadcrumbs: [], requestID: context.id,
            version: version)
        return try render(view, ["layout": Value(encoding: layout), name: Value(encoding: part)], .ok)
    }

    /// The page of a problem, with its sentence and the request id.
    func errorPage(_ problem: Problem, request: Request, context: WebContext) throws -> Response {
        let page = ErrorPages.Show(
            status: String(problem.status.code), title: problem.title, sentence: problem.sentence,
            remedy: problem.fields.map(\.sentence).joined(separator: " "),
            linkTitle: "Go to the overview", linkURL: "/")
        if let visitor = context.visitor {
            let layout = Layout(
                title: problem.title, isSignedIn: true, user: Layout.User(visitor.user),
                csrfToken: visitor.session.csrfToken, theme: context.theme, path: request.uri.string,
                nav: Navigation.sections(for: visitor.user.role, path: request.uri.path), flash: [], breadcrumbs: [],
                requestID: context.id, version: version)
            let values: Variables = ["layout": try Value(encoding: layout), "page": try Value(encoding: page)]
            return try render("errors/show.html", values, problem.status)
        }
        return try publicPage(
            "errors/show.html", page, title: problem.title, status: problem.status, token: context.anonymousToken,
            request: request, context: context)
    }

    private func render(
        _ view: String, _ values: Variables, _ status: HTTPResponse.Status
    ) throws -> Response {
        let bytes = try environment.template(view).renderBytes(values)
        return Response(
            status: status, headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
