import DeviceCLI
import Domain
import Secrets

/// All platforms at one time, read from texts; what is wrong with one does not touch the others.
struct PlatformSet: Sendable {
    /// By title.
    private(set) var platforms: [Platform]
    private(set) var names: PlatformNames
    private(set) var troubles: [PlatformTrouble]

    /// Those of the folder, from the texts of its files by name, and `own` ones in front of them.
    ///
    /// A text that is wrong leaves the platform as it was in `old`. Throws when even the files have no common names.
    init(files: [String: String], own: [String: String], keeping old: PlatformSet? = nil) throws(PlatformError) {
        var troubles: [PlatformTrouble] = []
        let fileTexts = Self.parsed(files, &troubles)
        let ownTexts = Self.parsed(own, &troubles)
        var found: [String: Platform] = [:]
        for (name, text) in files {
            let parent = fileTexts[name]?.parent
            found[name] = Self.read(
                fileTexts[name], over: parent.flatMap { fileTexts[$0] }, source: .file,
                texts: [text, parent.flatMap { files[$0] }], &troubles)
            if found[name] == nil, let former = old?.platform(named: name), former.source == .file {
                found[name] = former
            }
        }
        names = try PlatformNames(found.values.map(\.description))
        for name in own.keys.sorted() {
            // What takes the place of a file may extend that very file.
            let parent = ownTexts[name]?.parent
            let base = parent.flatMap { $0 == name ? fileTexts[$0] : ownTexts[$0] ?? fileTexts[$0] }
            let baseText = parent.flatMap { $0 == name ? files[$0] : own[$0] ?? files[$0] }
            let former = old?.platform(named: name).flatMap { $0.source == .file ? nil : $0 }
            let read = Self.read(
                ownTexts[name], over: base, source: .own(replacesFile: files[name] != nil),
                texts: [own[name], baseText], &troubles)
            guard let platform = read ?? former else { continue }
            var candidates = found
            candidates[name] = platform
            do {
                names = try PlatformNames(candidates.values.map(\.description))
                found = candidates
            } catch {
                troubles.append(PlatformTrouble(name: name, error))
            }
        }
        platforms = found.values.sorted { ($0.title, $0.name.text) < ($1.title, $1.name.text) }
        self.troubles = troubles.sorted { $0.name < $1.name }
    }

    /// The platform of exactly this name.
    func platform(named name: String) -> Platform? { platforms.first { $0.name.text == name } }

    private static func parsed(_ texts: [String: String], _ troubles: inout [PlatformTrouble]) -> [String: PlatformFile]
    {
        var files: [String: PlatformFile] = [:]
        for (name, text) in texts {
            do throws(PlatformError) {
                files[name] = try PlatformFile(name: name, text: text)
            } catch {
                troubles.append(PlatformTrouble(name: name, error))
            }
        }
        return files
    }

    private static func read(
        _ file: PlatformFile?, over base: PlatformFile?, source: Platform.Source, texts: [String?],
        _ troubles: inout [PlatformTrouble]
    ) -> Platform? {
        guard let file else { return nil }
        do throws(PlatformError) {
            let text = texts.compactMap(\.self).joined(separator: "\u{0}")
            return try file.platform(
                extending: base, source: source, fingerprint: SHA256.hex(text))
        } catch {
            troubles.append(PlatformTrouble(name: file.name, error))
            return nil
        }
    }
}
