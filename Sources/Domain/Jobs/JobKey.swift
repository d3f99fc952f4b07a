/// Something that jobs share and that allows only so many of them at once or in a time, for example a device.
public struct JobKey: Sendable, Hashable, Codable, CustomStringConvertible {
    /// What kind of thing: `device`, `credential`, `site`, `tenant` or a word of your own (1 to 31 small letters and underscores).
    public let `class`: String
    /// Which one; 1 to 200 characters.
    public let name: String

    /// A key; `nil` when class or name are not of that form.
    public init?(class: String, name: String) {
        let isWord = `class`.utf8.allSatisfy { (97...122).contains($0) || $0 == 95 }
        guard (1...31).contains(`class`.utf8.count), isWord, `class`.utf8.first != 95, (1...200).contains(name.count),
            !name.unicodeScalars.contains(where: { $0.value < 32 })
        else { return nil }
        self.class = `class`
        self.name = name
    }

    private init(trusted class: String, _ name: String) {
        self.class = `class`
        self.name = name
    }

    /// One device: at most one job at a time, unless a limit says otherwise.
    public static func device(_ id: Device.ID) -> JobKey { JobKey(trusted: "device", id.description) }

    /// One set of credentials, so that a directory server behind it is not overrun.
    public static func credential(_ id: CredentialSet.ID) -> JobKey { JobKey(trusted: "credential", id.description) }

    /// Class, colon, name: as stored.
    public var description: String { "\(`class`):\(name)" }

    /// Parses the stored form.
    public init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return nil }
        self.init(class: parts[0], name: parts[1])
    }

    /// The device it stands for, if it is one.
    public var deviceID: Device.ID? { `class` == "device" ? Device.ID(name) : nil }
}
