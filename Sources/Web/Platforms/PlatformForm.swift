import Domain
import Services

/// What a person typed as the text of a platform.
struct PlatformForm: Sendable {
    var definition: String

    /// A beginning: a platform that differs from another one in little.
    init() {
        definition = """
            name: my_platform
            title: My Platform
            extends: cisco_ios
            cli:
              # Only what differs from the platform above; its page shows every key.

            """
    }

    /// The text as sent.
    init(_ body: FormBody) {
        definition = body.raw("definition")
    }

    /// The text that counts; for a file, the beginning of one's own in its place.
    init(_ entry: PlatformEntry) {
        definition =
            entry.definition?.text ?? """
                name: \(entry.name)
                title: \(entry.title)
                extends: \(entry.name)
                cli:
                  # Only what differs from the file.

                """
    }

    /// The sentences of a problem, each with its place.
    static func lines(of sentence: String) -> [String] {
        sentence.split(separator: "\n").map(String.init)
    }

    /// What is wrong with the text, sentence by sentence.
    static func problems(_ problem: Problem?) -> [String] {
        (problem?.fields ?? []).filter { $0.name == "definition" }.flatMap { lines(of: $0.sentence) }
    }

    /// The form with this text.
    func form(action: String, submitTitle: String, cancelURL: String, problem: Problem?) -> Component.Form {
        // The sentences stand above the form, each on its own line; beside the field stands only that there are some.
        let count = Self.problems(problem).count
        let short =
            count == 0
            ? [] : [FieldProblem("definition", "The text has \(Measure.count(count, "problem")); see above.")]
        return Component.Form(
            action: action, submitTitle: submitTitle, cancelURL: cancelURL,
            error: problem?.formError(besides: ["definition"]) ?? "",
            fields: [
                .make(
                    "definition", "Definition", kind: "code", value: definition,
                    help: "YAML: how to sign in, which prompts there are, and how to read, change and save.",
                    isRequired: true, rows: 24, problems: short)
            ])
    }
}
