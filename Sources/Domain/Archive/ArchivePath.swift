/// Where a device's file stands in the git repository: in the folder of its site.
public enum ArchivePath {
    /// The folder of devices that have no site.
    public static let withoutSite = "no-site"

    /// For example `munich/edge1.cfg`. Site and device names are plain words, so no part can climb or hide.
    public static func of(_ name: DeviceName, site: SiteName?) -> String {
        let folder = site.map { $0.text.replacing(":", with: "-") } ?? withoutSite
        // A part that begins with a dot is hidden, or git's own.
        return "\(folder.hasPrefix(".") ? "_" + folder : folder)/\(name.text).cfg"
    }
}
