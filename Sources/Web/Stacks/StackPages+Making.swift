import Domain
import Services

extension StackPages {
    /// The links above a page that lies below a stack's own.
    static func breadcrumbs(_ stack: Stack) -> [Component.Link] {
        [
            Component.Link(title: "Stacks", url: "/stacks"),
            Component.Link(title: stack.name, url: "/stacks/\(stack.id)"),
        ]
    }
}

extension StackPages.Header {
    /// The head of a page about a stack.
    init(_ stack: Stack, context: SignedInContext) {
        let url = "/stacks/\(stack.id)"
        self.init(
            name: stack.name, url: url, summary: stack.summary,
            editURL: context.actor.may(.editTemplates) ? url + "/edit" : "",
            deployURL: context.actor.may(.proposeChanges) ? url + "/deploy" : "")
    }
}

extension StackPages.Index.Row {
    /// A stack in the list, with the names of its members in order.
    init(_ stack: Stack, members: [String], context: SignedInContext) {
        self.init(
            name: stack.name, url: "/stacks/\(stack.id)",
            deployURL: context.actor.may(.proposeChanges) ? "/stacks/\(stack.id)/deploy" : "", summary: stack.summary,
            members: members, updatedAt: Component.Timestamp(stack.updatedAt))
    }
}

extension StackPages.Show {
    /// A stack, its members in order, and its newest changes.
    init(
        _ stack: Stack, members: [TemplateSet], variables: [TemplateVariable], changes: [ChangeSummary],
        context: SignedInContext
    ) {
        self.init(
            header: StackPages.Header(stack, context: context),
            members: members.enumerated().map { index, set in
                Member(
                    position: String(index + 1), name: set.name, url: "/templates/\(set.id)", summary: set.summary,
                    platforms: set.platforms.map(\.text), revision: String(set.revision))
            },
            variables: variables.map { TemplatePages.Show.Variable($0) },
            changes: changes.map { ChangePages.Row($0) })
    }
}
