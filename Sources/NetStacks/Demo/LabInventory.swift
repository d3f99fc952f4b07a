import Foundation

/// The devices of the demonstration lab, as `bin/lab` writes them down.
struct LabInventory: Decodable {
    let devices: [LabDevice]

    struct LabDevice: Decodable {
        let name: String
        let platform: String
        let host: String
        let port: Int
        let username: String
        let password: String?
        let enablePassword: String?
        let privateKey: String?

        private enum CodingKeys: String, CodingKey {
            case name, platform, host, port, username, password
            case enablePassword = "enable_password"
            case privateKey = "private_key"
        }
    }

    /// Reads the inventory file.
    static func load(_ path: String) throws -> LabInventory {
        try JSONDecoder().decode(LabInventory.self, from: Data(contentsOf: URL(fileURLWithPath: path)))
    }
}
