import Domain
import Services

extension PlatformEntry {
    /// The platform as the API shows it.
    var document: JSONValue {
        .object([
            "name": JSONValue(name), "title": .string(title),
            "vendor": .string(platform?.vendor ?? ""),
            "aliases": JSONValue(texts: platform?.aliases ?? []),
            "source": .string(definition == nil ? "file" : "own"), "device_count": JSONValue(deviceCount),
            "trouble": trouble.map { .string($0.sentence) } ?? .null, "definition": .string(text),
            "updated_at": JSONValue(nullable: definition?.updatedAt),
        ])
    }
}
