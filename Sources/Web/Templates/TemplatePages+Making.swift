import Domain
import Services

extension TemplatePages {
    /// The links above a page that lies below a template set's own.
    static func breadcrumbs(_ set: TemplateSet) -> [Component.Link] {
        [
            Component.Link(title: "Templates", url: "/templates"),
            Component.Link(title: set.name, url: "/templates/\(set.id)"),
        ]
    }

    /// The sides from which a template set is shown.
    enum Tab {
        case overview, preview, deploy
    }
}

extension TemplatePages.Header {
    /// The head of a page about a template set.
    init(_ set: TemplateSet, tab: TemplatePages.Tab, context: SignedInContext) {
        let url = "/templates/\(set.id)"
        self.init(
            name: set.name, url: url, summary: set.summary, platforms: set.platforms.map(\.text),
            revision: String(set.revision),
            tabs: [
                Component.Tab(title: "Overview", url: url, count: "", isCurrent: tab == .overview),
                Component.Tab(title: "Preview", url: url + "/preview", count: "", isCurrent: tab == .preview),
            ],
            editURL: context.actor.may(.editTemplates) ? url + "/edit" : "",
            deployURL: context.actor.may(.proposeChanges) ? url + "/deploy" : "")
    }
}

extension TemplatePages.Index.Row {
    /// A template set in the list.
    init(_ set: TemplateSet, context: SignedInContext) {
        self.init(
            name: set.name, url: "/templates/\(set.id)",
            deployURL: context.actor.may(.proposeChanges) ? "/templates/\(set.id)/deploy" : "", summary: set.summary,
            platforms: set.platforms.map(\.text), revision: String(set.revision),
            updatedAt: Component.Timestamp(set.updatedAt))
    }
}

extension TemplatePages.Show {
    /// A template set with the bodies of the revision that is shown.
    init(
        _ set: TemplateSet, variables: [TemplateVariable], revisions: [TemplateRevision], stacks: [Stack],
        context: SignedInContext
    ) {
        let newest = revisions.map(\.revision).max() ?? set.revision
        self.init(
            header: TemplatePages.Header(set, tab: .overview, context: context),
            bodies: set.bodies.shown.map { part in
                Body(
                    title: part.title, purpose: part.purpose, emptyText: part.emptyText,
                    lines: Component.TextLine.lines(of: part.text))
            },
            variables: variables.map { Variable($0) },
            revisions: revisions.map { revision in
                let isShown = revision.revision == set.revision
                let query = revision.revision == newest ? "" : "?revision=\(revision.revision)"
                return Revision(
                    number: String(revision.revision), url: isShown ? "" : "/templates/\(set.id)\(query)",
                    time: Component.Timestamp(revision.createdAt), author: revision.author?.name ?? "NetStacks",
                    isCurrent: revision.revision == newest)
            },
            stacks: stacks.map { Component.Link(title: $0.name, url: "/stacks/\($0.id)") })
    }
}

extension TemplatePages.Show.Variable {
    /// A variable found in the bodies.
    init(_ variable: TemplateVariable) {
        self.init(
            name: variable.name, kind: variable.kind.rawValue, isRequired: variable.isRequired,
            defaultValue: variable.defaultText, usedIn: variable.usedIn.joined(separator: ", "))
    }
}

extension TemplateBodies {
    /// One of the three texts, with the words around it.
    struct Part {
        let name: String
        let title: String
        let purpose: String
        let emptyText: String
        let text: String
    }

    /// The three texts in the order in which pages show them.
    var shown: [Part] {
        [
            Part(
                name: "deploy", title: "Deploy", purpose: "Brings it onto the device", emptyText: "Nothing to deploy.",
                text: deploy),
            Part(
                name: "validate", title: "Validate", purpose: "Must hold afterwards",
                emptyText: "Nothing is checked besides the predicted difference.", text: validate),
            Part(
                name: "delete", title: "Delete", purpose: "Takes it away again",
                emptyText: "Cannot be taken away by this template set; a change that deployed it can be undone.",
                text: delete),
        ]
    }

    /// The text of one part.
    func text(of part: String) -> String {
        shown.first { $0.name == part }?.text ?? ""
    }
}

extension Component.TemplateProblem {
    /// Why a body does not parse or render, with the lines around the place.
    init(part: String, message: String, line: Int, column: Int, suggestion: String, source: String) {
        var place = part
        if line > 0 { place += ", line \(line)" }
        if line > 0, column > 0 { place += ", column \(column)" }
        let mark = column > 0 ? String(repeating: " ", count: min(column, 500) - 1) + "^" : ""
        let lines = line > 0 ? Component.TextLine.lines(of: source, marking: line, mark: mark) : []
        self.init(
            message: message, place: place, suggestion: suggestion,
            excerpt: Array(lines.dropFirst(max(0, line - 3)).prefix(line > 2 ? 5 : line + 2)))
    }

    /// Why a body does not parse.
    init(_ fault: TemplateFault, in bodies: TemplateBodies) {
        self.init(
            part: fault.part, message: fault.message, line: fault.line, column: fault.column,
            suggestion: fault.suggestion, source: bodies.text(of: fault.part))
    }
}
