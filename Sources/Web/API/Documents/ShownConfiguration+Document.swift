import Domain
import Services

extension ShownConfiguration {
    /// The configuration as the API shows it.
    var document: JSONValue {
        .object(["text": JSONValue(text), "read_at": JSONValue(readAt), "hash": JSONValue(content)])
    }
}
