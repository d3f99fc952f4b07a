extension Component.Fact {
    /// One line of a list of facts.
    static func make(_ label: String, _ value: String, url: String = "", isMonospaced: Bool = false) -> Component.Fact {
        Component.Fact(label: label, value: value, url: url, isMonospaced: isMonospaced)
    }
}

extension Component.Option {
    /// One choice; it is chosen when its value is the given one.
    static func make(_ value: String, _ label: String, help: String = "", chosen: String) -> Component.Option {
        Component.Option(value: value, label: label, help: help, isSelected: value == chosen)
    }
}

extension Component.Link {
    /// No link at all.
    static let none = Component.Link(title: "", url: "")
}
