public import Foundation

/// The name of a time zone in the IANA database, for example `Europe/Berlin`; `UTC` is one too.
public struct ZoneName: CheckedText {
    public let text: String
    /// The rules of the zone.
    public let timeZone: TimeZone

    public static let rule = "must be a time zone of the IANA database such as Europe/Berlin, or UTC"

    /// Coordinated universal time.
    public static let utc = ZoneName(checked: "UTC", .gmt)

    /// `nil` for a name that is not known here; abbreviations and offsets such as `CET` and `GMT+1` are refused.
    public init?(_ text: String) {
        if text == "UTC" {
            self = .utc
            return
        }
        guard text.contains("/"), text.utf8.count <= 64, let zone = TimeZone(identifier: text) else { return nil }
        self.init(checked: text, zone)
    }

    private init(checked text: String, _ timeZone: TimeZone) {
        self.text = text
        self.timeZone = timeZone
    }

    /// The zones that can be offered in a list, by name, UTC first.
    public static let all: [String] =
        ["UTC"] + TimeZone.knownTimeZoneIdentifiers.filter { $0.contains("/") && !$0.hasPrefix("Etc/") }.sorted()

    /// Two names are the same when they are written the same.
    public static func == (left: ZoneName, right: ZoneName) -> Bool { left.text == right.text }

    /// Hashes the name.
    public func hash(into hasher: inout Hasher) { hasher.combine(text) }
}
