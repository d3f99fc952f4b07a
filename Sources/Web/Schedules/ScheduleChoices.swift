import Domain
import Services

/// The devices and tags that the form of a schedule offers.
struct ScheduleChoices: Sendable {
    let devices: [ChangePages.DeviceChoice]
    let tags: [String]

    /// The first 5,000 devices by name; one that is chosen already can be chosen whatever has become of it.
    static func load(_ services: Services, chosen: [String], by actor: Actor) async throws -> ScheduleChoices {
        var devices: [ChangePages.DeviceChoice] = []
        for number in 1...10 {
            let found = try await services.devices.list(
                DeviceFilter(page: Page(number: number, size: 500)), by: actor)
            devices += found.elements.map { device in
                ChangePages.DeviceChoice(
                    id: device.id.description, name: device.name.text, address: "\(device.host):\(device.port)",
                    platform: services.platforms.title(of: device.platform), tags: device.tags.map(\.text),
                    isSelected: chosen.contains(device.id.description), isDisabled: false,
                    whyNot: device.credentialSetID == nil ? "no credential set" : "")
            }
            if number >= found.lastPageNumber { break }
        }
        return ScheduleChoices(devices: devices, tags: Set(devices.flatMap(\.tags)).sorted())
    }
}
