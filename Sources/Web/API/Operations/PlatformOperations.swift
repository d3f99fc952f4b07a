import Domain
import HTTPTypes
import Services

/// The platforms that devices can have.
struct PlatformOperations: Sendable {
    let services: Services

    var all: [APIOperation] { [list, show, save, remove] }

    private var list: APIOperation {
        APIOperation(
            id: "listPlatforms", method: .get, path: "/platforms", tag: "Platforms", permission: .view,
            summary: "List the platforms that devices can have", answer: .list(of: "Platform")
        ) { call in
            JSONValue(list: try await services.platformTexts.list(by: call.actor).map(\.document))
        }
    }

    private var show: APIOperation {
        APIOperation(
            id: "getPlatform", method: .get, path: "/platforms/{name}", tag: "Platforms", permission: .view,
            summary: "One platform", answer: .named("Platform")
        ) { call in
            try await services.platformTexts.find(try call.name(of: "platform"), by: call.actor).document
        }
    }

    private var save: APIOperation {
        APIOperation(
            id: "savePlatform", method: .put, path: "/platforms/{name}", tag: "Platforms", permission: .editPlatforms,
            summary: "Write a platform of your own",
            text: "It takes effect at once, in every process, and comes before a file of the same name, which it may "
                + "extend. A text with a mistake is refused with the place of each.",
            body: .object([
                JSONSchema.member(
                    "definition", .string(maxLength: PlatformDefinition.bound), "YAML, as a file in Platforms.")
            ]),
            answer: .named("Platform")
        ) { call in
            let name: PlatformName = try call.name(of: "platform")
            try await services.platformTexts.save(call.body.text("definition"), as: name, by: call.actor)
            return try await services.platformTexts.find(name, by: call.actor).document
        }
    }

    private var remove: APIOperation {
        APIOperation(
            id: "removePlatform", method: .delete, path: "/platforms/{name}", tag: "Platforms",
            permission: .editPlatforms, summary: "Remove a platform of your own",
            text: "A file of its name counts again. Refused while devices or other platforms need it.",
            status: .noContent, refusals: [409]
        ) { call in
            try await services.platformTexts.remove(try call.name(of: "platform"), by: call.actor)
            return .null
        }
    }
}
