extension PlatformCLI {
    /// A command line of which nothing is known yet: any prompt, any pager, and only commands that read.
    ///
    /// Good enough to ask a device what it is, and for nothing else.
    public static func unfamiliar() throws(PlatformError) -> PlatformCLI {
        func text(_ value: String) -> PlatformNode { PlatformNode(.text(value), place: "the unfamiliar platform") }
        func list(_ values: [PlatformNode]) -> PlatformNode {
            PlatformNode(.list(values), place: "the unfamiliar platform")
        }
        func map(_ entries: KeyValuePairs<String, PlatformNode>) -> PlatformNode {
            PlatformNode(
                .map(entries.map { PlatformNode.Entry($0.key, $0.value) }), place: "the unfamiliar platform")
        }
        return try PlatformCLI(
            map([
                "terminal": map(["height": text("1000")]),
                // A line of decoration, such as `#####`, is no prompt.
                "modes": map([
                    "any": map([
                        "role": text("reading"),
                        "prompt": text(#"^(?<host>[^\n]{0,200}[^#$%>*=\- \n])? ?[#$%>] ?$"#),
                    ])
                ]),
                "login_questions": list([
                    map(["pattern": text(#"(?i)press any key to continue\.? ?$"#), "answer": text(" ")]),
                    map(["pattern": text(#"(?i)see the software license\? \[Y/n\]: ?$"#), "answer": text("n")]),
                ]),
                "pagers": list([
                    map([
                        "pattern": text(
                            #"(?i)(?:-+ ?\(?more\b[^\n]{0,60}|<-+ more -+>|press any key [^\n]{0,60}|lines \d+-\d+[^\n]{0,20})$"#
                        ),
                        "answer": text(" "),
                    ])
                ]),
                "errors": list([text("^% ?(?:Invalid|Unknown|Incomplete|Ambiguous|Bad)")]),
                "commands": map([:]),
                "read_only": map(["allow": list([text("^show version$")])]),
            ]), path: "unfamiliar")
    }
}
