import Domain
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Services

/// Stored configurations: the text of each, where its lines come from, and what keeps it.
struct BackupRoutes: Sendable {
    let services: Services
    let views: ViewRenderer

    func add(to group: RouterGroup<SignedInContext>) {
        group.post("", use: create)
        group.get(":id", use: show)
        group.get(":id/blame", use: blame)
        group.get(":id/text", use: download)
        group.post(":id/acceptance", use: accept)
        group.post(":id/hold", use: hold)
        group.post(":id/release", use: release)
        BackupDiffRoutes(services: services, views: views).add(to: group)
    }

    @Sendable private func create(_ request: Request, context: SignedInContext) async throws -> Response {
        try context.require(.readDevices)
        let ids = try await request.form(context).all("device").compactMap { Device.ID($0) }
        let (jobs, leftOut) = try await services.devices.requestBackups(of: ids, by: context.actor)
        var response = Response.seeOther("/jobs?kind=\(JobKind.backUpDevice.rawValue)")
        let without = leftOut.prefix(5).map(\.text).joined(separator: ", ")
        let rest =
            leftOut.isEmpty ? "" : " Nobody can sign in to \(without)\(leftOut.count > 5 ? " and others" : "")."
        views.cookies.setFlash(
            leftOut.isEmpty ? "info" : "warning", "Asked for \(Measure.count(jobs.count, "backup")).\(rest)",
            on: &response)
        return response
    }

    @Sendable private func show(_ request: Request, context: SignedInContext) async throws -> Response {
        let backup = try await services.backups.find(try context.identifier(of: "backup"), by: context.actor)
        return try await BackupShow(services: services, context: context)
            .page(backup, reason: "", problem: nil, views: views, request: request)
    }

    @Sendable private func blame(_ request: Request, context: SignedInContext) async throws -> Response {
        let backup = try await services.backups.find(try context.identifier(of: "backup"), by: context.actor)
        let page = try await BackupBlame.page(backup, services, by: context.actor)
        return try views.page(
            "backups/blame.html", page, title: "Origin of each line of \(backup.deviceName)",
            breadcrumbs: BackupShow.breadcrumbs(backup)
                + [Component.Link(title: "Point \(backup.number)", url: "/backups/\(backup.id)")],
            request: request, context: context)
    }

    /// The text as a file: without its secrets, unless they are asked for by somebody who may have them.
    @Sendable private func download(_ request: Request, context: SignedInContext) async throws -> Response {
        let backup = try await services.backups.find(try context.identifier(of: "backup"), by: context.actor)
        let isWhole = FormBody(queryOf: request).text("secrets") == "yes"
        let text =
            isWhole
            ? try await services.backups.secretText(of: backup, by: context.actor)
            : try await services.backups.text(of: backup, by: context.actor)
        // Device names are plain words, so they can neither end the quotes nor the line.
        let name = "\(backup.deviceName)-\(backup.number)\(isWhole ? "-with-secrets" : "").cfg"
        return Response(
            status: .ok,
            headers: [
                .contentType: "text/plain; charset=utf-8", .contentDisposition: "attachment; filename=\"\(name)\"",
                .cacheControl: "no-store",
            ], body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    @Sendable private func accept(_ request: Request, context: SignedInContext) async throws -> Response {
        let id: Backup.ID = try context.identifier(of: "backup")
        let backup = try await services.backups.accept(id, by: context.actor)
        return answer(backup, "The backup counts as good now.")
    }

    @Sendable private func hold(_ request: Request, context: SignedInContext) async throws -> Response {
        let id: Backup.ID = try context.identifier(of: "backup")
        let reason = try await request.form(context).text("hold_reason")
        let backup = try await services.retention.hold(id, reason: reason, by: context.actor)
        return answer(backup, "The backup is kept, whatever the rule of retention says.")
    }

    @Sendable private func release(_ request: Request, context: SignedInContext) async throws -> Response {
        let backup = try await services.retention.release(try context.identifier(of: "backup"), by: context.actor)
        return answer(backup, "The rule of retention counts for this backup again.")
    }

    private func answer(_ backup: Backup, _ sentence: String) -> Response {
        var response = Response.seeOther("/backups/\(backup.id)")
        views.cookies.setFlash("success", sentence, on: &response)
        return response
    }
}
