import Domain
import Services

/// The devices that a proposal can choose from.
struct ProposalDevices: Sendable {
    let choices: [ChangePages.DeviceChoice]

    /// The first 5,000 devices by name, which is as many as one change may name; `refusal` says why one does not fit.
    static func load(
        _ services: Services, chosen: [String], by actor: Actor, refusal: (Device) -> String
    ) async throws -> ProposalDevices {
        var choices: [ChangePages.DeviceChoice] = []
        for number in 1...10 {
            let found = try await services.devices.list(
                DeviceFilter(page: Page(number: number, size: 500)), by: actor)
            for device in found.elements {
                let whyNot = device.credentialSetID == nil ? "no credential set" : refusal(device)
                choices.append(
                    ChangePages.DeviceChoice(
                        id: device.id.description, name: device.name.text, address: "\(device.host):\(device.port)",
                        platform: services.platforms.title(of: device.platform), tags: device.tags.map(\.text),
                        isSelected: whyNot.isEmpty && chosen.contains(device.id.description),
                        isDisabled: !whyNot.isEmpty, whyNot: whyNot))
            }
            if number >= found.lastPageNumber { break }
        }
        return ProposalDevices(choices: choices)
    }

    var tags: [String] { Set(choices.flatMap(\.tags)).sorted() }
}
