import Domain

/// What a person typed about a limit.
struct LimitForm: Sendable {
    var key = ""
    var concurrency = ""
    var rate = ""
    var rateSeconds = ""

    /// The fields as sent.
    init(_ body: FormBody) {
        key = body.text("key")
        concurrency = body.text("concurrency")
        rate = body.text("rate")
        rateSeconds = body.text("rate_seconds")
    }

    /// The fields of a limit as it is.
    init(_ limit: JobLimit?, key: String = "") {
        self.key = key
        concurrency = limit?.concurrency.map(String.init) ?? ""
        rate = limit?.rate.map(String.init) ?? ""
        rateSeconds = limit.map { String($0.rateSeconds) } ?? "60"
    }

    /// The limit; a problem names every field that is no number or out of its bounds.
    func limit() throws -> JobLimit {
        var problems: [FieldProblem] = []
        func number(_ name: String, _ text: String) -> Int? {
            if text.isEmpty { return nil }
            if let number = Int(text) { return number }
            problems.append(FieldProblem(name, "Write a whole number, or leave it empty."))
            return nil
        }
        let limit = JobLimit(
            concurrency: number("concurrency", concurrency), rate: number("rate", rate),
            rateSeconds: number("rate_seconds", rateSeconds) ?? 60)
        problems += limit.problems
        if !problems.isEmpty { throw Problem.invalid(problems) }
        return limit
    }

    /// The form of a class, or of a key whose name is asked for when it is not known.
    func form(action: String, asksForKey: Bool, problem: Problem?) -> Component.Form {
        let problems = problem?.fields ?? []
        let name: [Component.FormField] =
            asksForKey
            ? [
                .make(
                    "key", "Key", value: key, help: "Class, colon, name: site:lisbon, or device: and the device's id.",
                    isRequired: true, problems: problems)
            ] : key.isEmpty ? [] : [.hidden("key", key)]
        let fields =
            name + [
                .make(
                    "concurrency", "Jobs at once", kind: "number", value: concurrency,
                    help: "1 to 100,000. Empty is no limit.", problems: problems),
                .make(
                    "rate", "Starts", kind: "number", value: rate,
                    help: "1 to 1,000,000 in the time below. Empty is no limit.", problems: problems),
                .make(
                    "rate_seconds", "In so many seconds", kind: "number", value: rateSeconds,
                    help: "1 to 86,400; 60 when empty.", problems: problems),
            ]
        return Component.Form(
            action: action, submitTitle: "Set limit", cancelURL: "/queues",
            error: problem?.formError(besides: fields.map(\.name)) ?? "", fields: fields)
    }
}
