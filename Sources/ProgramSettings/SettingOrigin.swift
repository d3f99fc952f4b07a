/// Where a value came from.
public enum SettingOrigin: Sendable, Equatable, CustomStringConvertible {
    /// The command line; the associated text is the flag without its dashes.
    case flag(String)
    /// The environment variable of that name.
    case environment(String)
    /// The configuration file, with the line.
    case file(path: String, line: Int)
    /// Nobody gave it.
    case standard

    /// As it reads in `netstacks config` and in errors.
    public var description: String {
        switch self {
        case .flag(let name): "flag --\(name)"
        case .environment(let name): "environment \(name)"
        case .file(let path, let line): "\(path), line \(line)"
        case .standard: "default"
        }
    }
}
