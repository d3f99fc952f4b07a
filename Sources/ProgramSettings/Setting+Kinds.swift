import Foundation
import Secrets

extension Setting where Value == String {
    static func word(
        _ name: String, standard: String, meaning: String, kind: String, allows: @escaping @Sendable (String) -> Bool
    ) -> Setting {
        Setting(
            description: .init(name: name, kind: kind, defaultText: standard, meaning: meaning),
            parse: { text, _ in allows(text) ? text : nil }, show: { $0 }, standard: { _ in standard })
    }

    /// A path; a relative one starts at the configuration file's folder, or at the working folder.
    static func path(
        _ name: String, defaultText: String, meaning: String, standard: @escaping @Sendable (SettingContext) -> String
    ) -> Setting {
        Setting(
            description: .init(name: name, kind: "a path", defaultText: defaultText, meaning: meaning),
            parse: { text, context in AbsolutePath.of(text, from: context.folder) }, show: { $0 }, standard: standard)
    }
}

extension Setting where Value == String? {
    static func optionalPath(_ name: String, defaultText: String, meaning: String) -> Setting {
        Setting(
            description: .init(name: name, kind: "a path", defaultText: defaultText, meaning: meaning),
            parse: { text, context in AbsolutePath.of(text, from: context.folder).map { $0 } },
            show: { $0 ?? "" }, standard: { _ in nil })
    }

    /// `http` or `https`, a host and perhaps a port: what browsers see before the first slash.
    static func webAddress(_ name: String, defaultText: String, meaning: String) -> Setting {
        Setting(
            description: .init(
                name: name, kind: "a web address without a path, like https://netstacks.example.net",
                defaultText: defaultText, meaning: meaning),
            parse: { text, _ in
                let address = text.hasSuffix("/") ? String(text.dropLast()) : text
                guard let parts = URLComponents(string: address), ["http", "https"].contains(parts.scheme),
                    parts.host?.isEmpty == false, parts.path.isEmpty, parts.query == nil, parts.fragment == nil,
                    parts.user == nil, parts.password == nil
                else { return nil }
                return .some(address)
            },
            show: { $0 ?? "" }, standard: { _ in nil })
    }
}

extension Setting where Value == Secret? {
    static func databaseURL(_ name: String, alias: String, defaultText: String, meaning: String) -> Setting {
        Setting(
            description: .init(
                name: name, kind: "a URL like postgresql://user:password@host:5432/netstacks", defaultText: defaultText,
                meaning: meaning, isSecret: true, alias: alias),
            parse: { text, _ in
                let isURL = text.hasPrefix("postgresql://") || text.hasPrefix("postgres://")
                return isURL ? .some(Secret(text)) : nil
            },
            show: { $0 == nil ? "" : "•••" }, standard: { _ in nil })
    }
}

extension Setting where Value == Bool {
    static func flag(_ name: String, standard: Bool, meaning: String) -> Setting {
        let words = [
            "true": true, "yes": true, "on": true, "1": true, "false": false, "no": false, "off": false, "0": false,
        ]
        return Setting(
            description: .init(name: name, kind: "true or false", defaultText: "\(standard)", meaning: meaning),
            parse: { text, _ in words[text.lowercased()] }, show: { "\($0)" }, standard: { _ in standard })
    }
}

extension Setting where Value == Int {
    static func number(_ name: String, in range: ClosedRange<Int>, standard: Int, meaning: String) -> Setting {
        Setting(
            description: .init(
                name: name, kind: "a whole number from \(range.lowerBound) to \(range.upperBound)",
                defaultText: "\(standard)", meaning: meaning),
            parse: { text, _ in Int(text).flatMap { range.contains($0) ? $0 : nil } },
            show: { "\($0)" }, standard: { _ in standard })
    }
}

extension Setting where Value == Duration {
    static func time(
        _ name: String, from lowest: String, to highest: String, standard: String, meaning: String
    ) -> Setting {
        let range = DurationText.range(lowest, highest)
        let value = DurationText.parse(standard) ?? range.lowerBound
        return Setting(
            description: .init(
                name: name, kind: "a time from \(lowest) to \(highest), like 500ms, 30s, 5m, 2h or 7d",
                defaultText: standard, meaning: meaning),
            parse: { text, _ in DurationText.parse(text).flatMap { range.contains($0) ? $0 : nil } },
            show: DurationText.show, standard: { _ in value })
    }
}

extension Setting where Value == [String] {
    /// IP addresses or networks, with commas between them.
    static func networks(_ name: String, defaultText: String, meaning: String) -> Setting {
        Setting(
            description: .init(
                name: name, kind: "IP addresses or networks with commas between them, like 10.0.0.5, 10.1.0.0/16",
                defaultText: defaultText, meaning: meaning),
            parse: { text, _ in
                let parts = text.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
                return !parts.isEmpty && parts.allSatisfy(NetworkText.isValid) ? parts : nil
            },
            show: { $0.joined(separator: ", ") }, standard: { _ in [] })
    }
}
