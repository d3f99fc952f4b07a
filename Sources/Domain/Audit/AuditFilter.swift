/// Which audit entries a list asks for, and which page of them.
public struct AuditFilter: Sendable, Hashable {
    /// Only this action, for example `change.approve`.
    public var action: String?
    /// Only what was done to this kind of thing, for example `device`.
    public var subjectKind: String?
    /// Only what was done to the thing with this id.
    public var subjectID: String?
    public var page: Page

    /// A filter; the defaults ask for the first page of everything.
    public init(action: String? = nil, subjectKind: String? = nil, subjectID: String? = nil, page: Page = .first) {
        self.action = action
        self.subjectKind = subjectKind
        self.subjectID = subjectID
        self.page = page
    }
}
