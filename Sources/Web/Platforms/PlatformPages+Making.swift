import Domain
import Services

extension PlatformPages.Index.Row {
    /// A platform in the list.
    init(_ entry: PlatformEntry) {
        self.init(
            name: entry.name.text, title: entry.title, url: "/platforms/\(entry.name)",
            vendor: entry.platform?.vendor ?? "", badge: Component.Badge(entry),
            devices: entry.deviceCount.grouped,
            devicesURL: entry.deviceCount == 0 ? "" : "/devices?platform=\(entry.name)")
    }
}

extension Component.Badge {
    /// Where a platform comes from, or that its text is wrong.
    init(_ entry: PlatformEntry) {
        if entry.trouble != nil {
            self.init(text: "text is wrong", tone: "danger")
        } else if entry.definition == nil {
            self.init(text: "file", tone: "neutral")
        } else {
            self.init(text: entry.fileText == nil ? "own" : "own, in place of the file", tone: "info")
        }
    }
}

extension PlatformPages.Show {
    /// A platform with its text.
    init(_ entry: PlatformEntry, context: SignedInContext) {
        var facts: [Component.Fact] = [.make("Name", entry.name.text, isMonospaced: true)]
        if let platform = entry.platform {
            facts += [
                .make("Vendor", platform.vendor.isEmpty ? "none" : platform.vendor),
                .make(
                    "Also called",
                    platform.aliases.isEmpty ? "nothing else" : platform.aliases.joined(separator: ", ")),
                .make(
                    "Lines take effect",
                    platform.hasCandidate ? "with a commit" : "at once"),
            ]
        }
        facts.append(
            .make(
                "Devices", entry.deviceCount.grouped,
                url: entry.deviceCount == 0 ? "" : "/devices?platform=\(entry.name)"))
        if let definition = entry.definition {
            facts.append(.make("Saved", Component.Timestamp(definition.updatedAt).text))
            facts.append(.make("By", entry.editor.isEmpty ? "someone who is gone" : entry.editor))
        }
        let lines = entry.text.split(separator: "\n", omittingEmptySubsequences: false)
        self.init(
            title: entry.title, badge: Component.Badge(entry),
            troubles: entry.trouble.map { PlatformForm.lines(of: $0.sentence) } ?? [],
            hasFormerText: entry.trouble != nil && entry.platform != nil, facts: facts,
            lines: (lines.last == "" ? lines.dropLast() : lines[...]).enumerated().map { index, line in
                Component.TextLine(number: String(index + 1), text: String(line), isMarked: false, mark: "")
            },
            editURL: context.actor.may(.editPlatforms) ? "/platforms/\(entry.name)/edit" : "",
            editTitle: entry.definition == nil ? "Write your own in its place" : "Edit")
    }
}
