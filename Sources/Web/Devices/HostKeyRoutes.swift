import Domain
import Hummingbird
import Services

/// The review of a device's host key: the pinned one beside the one that was offered.
struct HostKeyRoutes: Sendable {
    let services: Services
    let views: ViewRenderer

    func add(to group: RouterGroup<SignedInContext>) {
        group.get(":id/host-key", use: show)
        group.post(":id/host-key", use: accept)
    }

    @Sendable private func show(_ request: Request, context: SignedInContext) async throws -> Response {
        let frame = try await DeviceFrame.load(try context.identifier(of: "device"), services, by: context.actor)
        return try await page(frame, reason: "", problem: nil, request, context)
    }

    @Sendable private func accept(_ request: Request, context: SignedInContext) async throws -> Response {
        let id: Device.ID = try context.identifier(of: "device")
        let body = try await request.form(context)
        do {
            _ = try await services.devices.acceptHostKey(
                id, fingerprint: body.text("fingerprint"), reason: body.text("reason"), by: context.actor)
            var response = Response.seeOther("/devices/\(id)")
            views.cookies.setFlash("success", "The new host key is pinned. Test the connection now.", on: &response)
            return response
        } catch let problem as Problem where problem.isAboutForm || problem.code == "host_key_offer_changed" {
            let frame = try await DeviceFrame.load(id, services, by: context.actor)
            return try await page(frame, reason: body.text("reason"), problem: problem, request, context)
        }
    }

    private func page(
        _ frame: DeviceFrame, reason: String, problem: Problem?, _ request: Request, _ context: SignedInContext
    ) async throws -> Response {
        let record = frame.hostKey
        let page = DevicePages.HostKeyReview(
            header: frame.header(.overview, context),
            pinned: DevicePages.HostKey(
                pinned: record, by: try await services.devices.pinnedBy(record, by: context.actor), url: frame.url),
            offered: DevicePages.HostKey(
                offered: record, address: "\(frame.device.host):\(frame.device.port)", url: frame.url),
            hasPinned: record != nil, hasOffered: record?.offered != nil,
            form: Component.Form(
                action: frame.url + "/host-key", submitTitle: "Accept the offered key", cancelURL: frame.url,
                error: problem?.formError(besides: ["reason"]) ?? "",
                fields: [
                    .hidden("fingerprint", record?.offered?.fingerprint ?? ""),
                    .make(
                        "reason", "Reason", kind: "textarea", value: reason,
                        help: "How you made sure, for the record.", isRequired: true, rows: 2,
                        problems: problem?.fields ?? []),
                ]),
            canAccept: context.actor.may(.editCredentials) && record?.offered != nil,
            verifyCommand: frame.verifyCommand)
        return try views.page(
            "devices/host-key.html", page, title: "Host key of \(frame.device.name)", breadcrumbs: frame.breadcrumbs,
            status: problem?.status ?? .ok, request: request, context: context)
    }
}

extension DeviceFrame {
    /// What shows a host key's fingerprint on the console: on routers built on Linux the key files, elsewhere IOS's command.
    var verifyCommand: String {
        device.platform.text == "frr"
            ? "for key in /etc/ssh/ssh_host_*_key.pub; do ssh-keygen -lf $key; done" : "show ip ssh"
    }
}
