import Domain

extension ScheduleForm {
    /// The form with these values and the problem beside its fields.
    func editor(
        action url: String, previewURL: String, submitTitle: String, cancelURL: String, choices: ScheduleChoices,
        preview: SchedulePages.Preview, problem: Problem?
    ) -> SchedulePages.Editor {
        let problems = problem.map { renamed($0).fields } ?? []
        let own = [
            "name", "action", "selection", "device", "tag", "timing", "cron", "interval", "unit", "interval_start",
            "once_at", "zone", "windows", "blackouts", "misfire", "grace_minutes", "overlap",
        ]
        return SchedulePages.Editor(
            action: url, previewURL: previewURL,
            error: problem.map { renamed($0).formError(besides: own) } ?? "", submitTitle: submitTitle,
            cancelURL: cancelURL, about: about(problems), selection: selectionField(problems),
            devices: choices.devices,
            devicesError: problems.filter { $0.name == "device" }.map(\.sentence).joined(separator: " "),
            deviceTags: choices.tags, tags: tagField(choices, problems), timing: timingField(problems),
            cron: [
                .make(
                    "cron", "Cron expression", value: cron,
                    help: "Minute, hour, day of month, month, day of week: 30 2 * * MON-FRI. Also L for the last day, "
                        + "MON#2 for the second Monday, 5L for the last Friday, and @daily. If both day fields are "
                        + "given, either is enough.", placeholder: "30 2 * * MON-FRI", isRequired: false,
                    problems: problems)
            ], interval: intervalFields(problems),
            once: [.make("once_at", "Date and time", kind: "datetime-local", value: onceAt, problems: problems)],
            zone: zoneField(problems), rules: rules(problems), preview: preview,
            clockRule: ClockRule.statement)
    }

    private func about(_ problems: [FieldProblem]) -> [Component.FormField] {
        [
            .make("name", "Name", value: name, help: "Unique.", isRequired: true, problems: problems),
            .make(
                "action", "What it does", kind: "radio", value: action, isRequired: true,
                options: ScheduleAction.allCases.map { .make($0.rawValue, $0.title, help: $0.help, chosen: action) },
                problems: problems),
        ]
    }

    private func selectionField(_ problems: [FieldProblem]) -> Component.FormField {
        .make(
            "selection", "On which devices", kind: "radio", value: selection,
            help: "Looked up when it runs. If nothing fits then, nothing is done, and the record says so.",
            isRequired: true,
            options: [
                .make("tags", "By tag", help: "Every device that carries one of the tags then.", chosen: selection),
                .make("devices", "Chosen devices", help: "Exactly these.", chosen: selection),
                .make("all", "All devices", help: "Also those that are added later.", chosen: selection),
            ], problems: problems)
    }

    private func tagField(_ choices: ScheduleChoices, _ problems: [FieldProblem]) -> Component.FormField {
        let known = choices.tags + tags.filter { !choices.tags.contains($0) }
        return .make(
            "tag", "Tags", kind: "checkboxes",
            help: known.isEmpty ? "No device carries a tag yet. Give devices tags first, or choose them by name." : "",
            options: known.map {
                Component.Option(value: $0, label: $0, help: "", isSelected: tags.contains($0))
            }, problems: problems)
    }

    private func timingField(_ problems: [FieldProblem]) -> Component.FormField {
        .make(
            "timing", "How it comes back", kind: "radio", value: timing, isRequired: true,
            options: [
                .make("cron", "At times of the calendar", help: "For example every weekday at 02:30.", chosen: timing),
                .make("interval", "At intervals", help: "For example every 6 hours.", chosen: timing),
                .make("once", "Once", help: "At one date and time.", chosen: timing),
            ], problems: problems)
    }

    private func intervalFields(_ problems: [FieldProblem]) -> [Component.FormField] {
        [
            .make("interval", "Every", kind: "number", value: interval, problems: problems),
            .make(
                "unit", "Unit", kind: "select", value: unit,
                options: ["minutes", "hours", "days"].map { .make($0, $0.capitalizedFirst, chosen: unit) },
                problems: problems),
            .make(
                "interval_start", "Counted from", kind: "datetime-local", value: intervalStart,
                help: "The first run, or any other in the past.", problems: problems),
        ]
    }

    private func zoneField(_ problems: [FieldProblem]) -> Component.FormField {
        let names = ZoneName.all.contains(zone) ? ZoneName.all : [zone] + ZoneName.all
        return .make(
            "zone", "Time zone", kind: "select", value: zone, isRequired: true,
            options: names.map { .make($0, $0.replacing("_", with: " "), chosen: zone) }, problems: problems)
    }

    private func rules(_ problems: [FieldProblem]) -> [Component.FormField] {
        [
            .make(
                "windows", "Windows", kind: "textarea", value: windows,
                help: "When it may run, one a line; none means always. With a time zone behind it, it counts there.",
                placeholder: "MON-FRI 22:00-06:00", rows: 2, problems: problems),
            .make(
                "blackouts", "Blackout dates", kind: "textarea", value: blackouts,
                help: "Days without runs, one a line, each with a name. Nothing is made up for them.",
                placeholder: "2026-12-24 to 2027-01-02 Year-end freeze", rows: 2, problems: problems),
            .make(
                "misfire", "If a time is missed", kind: "radio", value: misfire,
                help: "Because no worker was there, or no window was open.", isRequired: true,
                options: [
                    .make("skip", "Skip it", help: "The record says so.", chosen: misfire),
                    .make(
                        "run_once", "Make up for it once", help: "All that was missed becomes one run.",
                        chosen: misfire),
                ], problems: problems),
            .make(
                "grace_minutes", "Grace in minutes", kind: "number", value: grace,
                help: "For how long a missed time may be made up for; at most 10080, a week.", isRequired: true,
                problems: problems),
            .make(
                "overlap", "If the run before is still going", kind: "radio", value: overlap, isRequired: true,
                options: [
                    .make("skip", "Skip the new one", help: "", chosen: overlap),
                    .make("queue", "Queue it behind", help: "", chosen: overlap),
                ], problems: problems),
        ]
    }
}

extension ScheduleAction {
    /// What comes of it, for the form.
    fileprivate var help: String {
        switch self {
        case .backUp: "Reads each configuration and keeps it."
        case .testConnection: "Signs in and leaves again."
        case .readConfiguration: "Refreshes what the device's page shows."
        case .readFacts: "Asks each device what it is: model, version, serial number, interfaces."
        case .pruneBackups: "Applies the rule of retention; nothing is read from the devices."
        }
    }
}
