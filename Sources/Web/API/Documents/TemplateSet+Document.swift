import Domain
import Services

extension TemplateSet {
    /// The template set as the API shows it.
    var document: JSONValue {
        .object([
            "id": JSONValue(id), "name": JSONValue(name), "summary": JSONValue(summary),
            "platforms": JSONValue(texts: platforms.map(\.text)), "deploy": JSONValue(bodies.deploy),
            "validate": JSONValue(bodies.validate), "delete": JSONValue(bodies.delete), "revision": JSONValue(revision),
            "created_at": JSONValue(createdAt), "updated_at": JSONValue(updatedAt),
        ])
    }
}

extension TemplateVariable {
    /// The variable as the API shows it.
    var document: JSONValue {
        .object([
            "name": JSONValue(name), "kind": JSONValue(choice: kind), "is_required": JSONValue(isRequired),
            "default": JSONValue(defaultText), "used_in": JSONValue(texts: usedIn),
        ])
    }
}

extension TemplatePreview {
    /// The preview as the API shows it.
    var document: JSONValue {
        .object([
            "text": JSONValue(text), "error": JSONValue(error), "line": JSONValue(line), "column": JSONValue(column),
            "suggestion": JSONValue(suggestion), "excerpt": JSONValue(excerpt),
        ])
    }
}
