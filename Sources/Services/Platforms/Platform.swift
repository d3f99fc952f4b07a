public import ConfigTree
public import DeviceCLI
public import Domain

/// A platform as data: how to talk to it and how to read its configuration.
public struct Platform: Sendable, Decodable {
    public let name: PlatformName
    /// As people call it, «Cisco IOS».
    public let title: String
    public let cli: PlatformCLI
    public let grammar: Grammar

    private enum CodingKeys: String, CodingKey {
        case name, title, cli
        case grammar = "config"
    }
}
