import Domain
import Services

/// What the selects of a device's form offer.
struct DeviceFormChoices: Sendable {
    let platforms: [Platform]
    let credentialSets: [CredentialSet]
    let offersTelnet: Bool

    /// The platforms known, and the first 500 credential sets by name.
    static func load(_ services: Services, by actor: Actor) async throws -> DeviceFormChoices {
        DeviceFormChoices(
            platforms: services.platforms.platforms,
            credentialSets: try await services.credentials.list(page: Page(number: 1, size: 500), by: actor).elements,
            offersTelnet: services.devices.access.allowsTelnet)
    }

    func platforms(chosen: String) -> [Component.Option] {
        platforms.map { .make($0.name.text, $0.title, chosen: chosen) }
    }

    func credentialSets(chosen: String) -> [Component.Option] {
        [.make("", "None yet", chosen: chosen)]
            + credentialSets.map { .make($0.id.description, "\($0.name) (\($0.username))", chosen: chosen) }
    }
}
