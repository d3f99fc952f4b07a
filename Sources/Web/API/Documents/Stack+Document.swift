import Domain

extension Stack {
    /// The stack as the API shows it.
    var document: JSONValue {
        .object([
            "id": JSONValue(id), "name": JSONValue(name), "summary": JSONValue(summary),
            "template_ids": .array(templateSetIDs.map { JSONValue($0) }), "created_at": JSONValue(createdAt),
            "updated_at": JSONValue(updatedAt),
        ])
    }
}
