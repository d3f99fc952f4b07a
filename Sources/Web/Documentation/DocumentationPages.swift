/// Documentation inside the program.
public enum DocumentationPages {
    /// The JSON API, operation by operation.
    public struct API: Codable, Sendable {
        public var baseURL: String
        /// The OpenAPI document.
        public var documentURL: String
        public var authenticationExample: String
        public var errorExample: String
        public var groups: [Group]

        /// Takes every part.
        public init(
            baseURL: String, documentURL: String, authenticationExample: String, errorExample: String, groups: [Group]
        ) {
            self.baseURL = baseURL
            self.documentURL = documentURL
            self.authenticationExample = authenticationExample
            self.errorExample = errorExample
            self.groups = groups
        }

        /// The operations on one thing.
        public struct Group: Codable, Sendable {
            /// An anchor.
            public var id: String
            public var title: String
            public var operations: [Operation]

            /// Takes every part.
            public init(id: String, title: String, operations: [Operation]) {
                self.id = id
                self.title = title
                self.operations = operations
            }
        }

        /// One method on one path.
        public struct Operation: Codable, Sendable {
            /// An anchor.
            public var id: String
            public var method: String
            public var path: String
            public var summary: String
            public var text: String
            public var permission: String
            public var parameters: [Parameter]
            /// JSON; empty when there is no body.
            public var requestExample: String
            public var responses: [Response]

            /// Takes every part.
            public init(
                id: String, method: String, path: String, summary: String, text: String, permission: String,
                parameters: [Parameter], requestExample: String, responses: [Response]
            ) {
                self.id = id
                self.method = method
                self.path = path
                self.summary = summary
                self.text = text
                self.permission = permission
                self.parameters = parameters
                self.requestExample = requestExample
                self.responses = responses
            }
        }

        /// One parameter.
        public struct Parameter: Codable, Sendable {
            public var name: String
            /// path, query or body.
            public var place: String
            public var kind: String
            public var isRequired: Bool
            public var text: String

            /// Takes every part.
            public init(name: String, place: String, kind: String, isRequired: Bool, text: String) {
                self.name = name
                self.place = place
                self.kind = kind
                self.isRequired = isRequired
                self.text = text
            }
        }

        /// One possible answer.
        public struct Response: Codable, Sendable {
            public var status: String
            public var text: String
            /// JSON; empty for none.
            public var example: String

            /// Takes every part.
            public init(status: String, text: String, example: String) {
                self.status = status
                self.text = text
                self.example = example
            }
        }
    }
}
