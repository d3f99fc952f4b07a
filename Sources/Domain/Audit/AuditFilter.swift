/// Which audit entries a list asks for, and which page of them.
public struct AuditFilter: Sendable, Hashable {
    /// Only this action, for example `change.approve`.
    public var action: String?
    /// Only what was done to this kind of thing, for example `device`.
    public var subjectKind: String?
    /// Only what was done to the thing with this id.
    public var subjectID: String?
    /// Part of the sentence, the person's name, the address or the request id, compared without case; empty asks for any.
    public var search: String
    public var page: Page

    /// A filter; the defaults ask for the first page of everything.
    public init(
        action: String? = nil, subjectKind: String? = nil, subjectID: String? = nil, search: String = "",
        page: Page = .first
    ) {
        self.action = action
        self.subjectKind = subjectKind
        self.subjectID = subjectID
        self.search = search
        self.page = page
    }
}
