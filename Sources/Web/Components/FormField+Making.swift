import Domain

extension Component.FormField {
    /// A control; the error of its field is found among the problems.
    static func make(
        _ name: String, _ label: String, kind: String = "text", value: String = "", help: String = "",
        placeholder: String = "", autocomplete: String = "off", isRequired: Bool = false, rows: Int = 0,
        options: [Component.Option] = [], problems: [FieldProblem] = []
    ) -> Component.FormField {
        Component.FormField(
            name: name, label: label, kind: kind, value: value,
            error: problems.filter { $0.name == name }.map(\.sentence).joined(separator: " "), help: help,
            placeholder: placeholder, autocomplete: autocomplete, isRequired: isRequired, isDisabled: false, rows: rows,
            options: options)
    }

    /// A value that the form carries unseen.
    static func hidden(_ name: String, _ value: String) -> Component.FormField {
        make(name, "", kind: "hidden", value: value)
    }
}

extension Component.Action {
    /// A button; it may be used when there is no reason against it.
    static func make(
        _ name: String, _ title: String, url: String, icon: String = "", style: String = "normal", whyNot: String = "",
        confirm: (title: String, text: String)? = nil
    ) -> Component.Action {
        Component.Action(
            name: name, title: title, url: url, icon: icon, style: style, isAllowed: whyNot.isEmpty, whyNot: whyNot,
            confirmTitle: confirm?.title ?? "", confirmText: confirm?.text ?? "")
    }
}

extension Problem {
    /// The sentence above a form: none when every problem stands beside its own field.
    func formError(besides names: [String]) -> String {
        let others = fields.filter { !names.contains($0.name) }.map(\.sentence)
        if fields.isEmpty { return sentence }
        return others.joined(separator: " ")
    }
}
