import DeviceCLI
import Domain
import Secrets

/// All platforms at one time, read from texts; what is wrong with one does not touch the others.
struct PlatformSet: Sendable {
    /// By title.
    private(set) var platforms: [Platform]
    private(set) var names: PlatformNames
    private(set) var troubles: [PlatformTrouble]

    /// Those of the folder, and `own` texts by name in front of them.
    ///
    /// A text that is wrong leaves the platform as it was in `old`. Throws when even the files have no common names.
    /// The grammars of files are read when they are needed, unless `checksGrammars`.
    init(
        files: PlatformFolder.Contents, own: [String: String], keeping old: PlatformSet? = nil,
        checksGrammars: Bool = false
    ) throws(PlatformError) {
        var problems = files.unreadable.mapValues { [$0] }
        let fileTexts = Self.parsed(files.texts, &problems)
        var found: [String: Platform] = [:]
        // Those that extend others come last: what is wrong with the others is known then, and is said once.
        for name in Set(files.texts.keys).union(problems.keys).sorted(by: { Self.isBefore($0, $1, fileTexts) }) {
            let parent = fileTexts[name]?.parent
            found[name] = Self.read(
                fileTexts[name], over: parent.flatMap { fileTexts[$0] }, source: .file,
                texts: [files.texts[name], parent.flatMap { files.texts[$0] }], known: parent.flatMap { problems[$0] },
                former: old?.platform(named: name), checksGrammar: checksGrammars, &problems)
            if found[name] == nil, let former = old?.platform(named: name), former.source == .file {
                found[name] = former
            }
        }
        names = try PlatformNames(found.values.map(\.description))
        var ownProblems: [String: [PlatformProblem]] = [:]
        let ownTexts = Self.parsed(own, &ownProblems)
        for name in own.keys.sorted(by: { Self.isBefore($0, $1, ownTexts) }) {
            // What takes the place of a file may extend that very file.
            let parent = ownTexts[name]?.parent
            let isOfFile = parent.map { $0 == name || own[$0] == nil } ?? true
            let former = old?.platform(named: name).flatMap { $0.source == .file ? nil : $0 }
            let read = Self.read(
                ownTexts[name], over: parent.flatMap { isOfFile ? fileTexts[$0] : ownTexts[$0] },
                source: .own(replacesFile: files.texts[name] != nil),
                texts: [own[name], parent.flatMap { isOfFile ? files.texts[$0] : own[$0] }],
                known: parent.flatMap { isOfFile ? problems[$0] : ownProblems[$0] }, former: former,
                checksGrammar: true,
                &ownProblems)
            guard let platform = read ?? former else { continue }
            var candidates = found
            candidates[name] = platform
            do {
                names = try PlatformNames(candidates.values.map(\.description))
                found = candidates
            } catch {
                ownProblems[name, default: []] += error.problems
            }
        }
        platforms = found.values.sorted { ($0.title, $0.name.text) < ($1.title, $1.name.text) }
        troubles = [problems, ownProblems].flatMap { $0.map { PlatformTrouble(name: $0, PlatformError($1)) } }
            .sorted { $0.name < $1.name }
    }

    /// The platform of exactly this name.
    func platform(named name: String) -> Platform? { platforms.first { $0.name.text == name } }

    private static func isBefore(_ left: String, _ right: String, _ texts: [String: PlatformFile]) -> Bool {
        let extends = (texts[left]?.parent != nil, texts[right]?.parent != nil)
        return extends.0 == extends.1 ? left < right : extends.1
    }

    private static func parsed(
        _ texts: [String: String], _ problems: inout [String: [PlatformProblem]]
    ) -> [String: PlatformFile] {
        var files: [String: PlatformFile] = [:]
        for (name, text) in texts {
            do throws(PlatformError) {
                files[name] = try PlatformFile(name: name, text: text)
            } catch {
                problems[name] = error.problems
            }
        }
        return files
    }

    /// Reads one platform; `known` is what is wrong with the one that it extends, and is not said of this one again.
    private static func read(
        _ file: PlatformFile?, over base: PlatformFile?, source: Platform.Source, texts: [String?],
        known: [PlatformProblem]?, former: Platform?, checksGrammar: Bool, _ problems: inout [String: [PlatformProblem]]
    ) -> Platform? {
        guard let file else { return nil }
        let fingerprint = SHA256.hex(texts.compactMap(\.self).joined(separator: "\u{0}"))
        // Checking every expression and trick takes a while, and most texts are those of the last time.
        if let former, former.fingerprint == fingerprint, former.source == source { return former }
        do throws(PlatformError) {
            let platform = try file.platform(extending: base, source: source, fingerprint: fingerprint)
            // The files come with the program and its tests, which read every grammar; what people write is read at once.
            if checksGrammar || source != .file { _ = try platform.configuration?.grammar() }
            return platform
        } catch {
            let left = base == nil && known != nil ? [] : error.problems.filter { !(known ?? []).contains($0) }
            let above = PlatformProblem(
                place: "\(file.name).yaml", path: "extends",
                "«\(file.parent ?? "")» is wrong itself. Mend that one first.")
            problems[file.name] = left.isEmpty ? [above] : left
            return nil
        }
    }
}
