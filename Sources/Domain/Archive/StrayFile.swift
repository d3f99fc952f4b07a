/// A file of the archive whose device has another name or site now, or is gone.
public struct StrayFile: Sendable, Hashable {
    public let deviceID: Device.ID
    /// The name under which it was filed.
    public let name: String
    public let path: String
    /// Where it belongs now; none when its device was removed.
    public let home: String?
    /// The name of its device now.
    public let newName: DeviceName?

    /// A file as found.
    public init(deviceID: Device.ID, name: String, path: String, home: String?, newName: DeviceName?) {
        self.deviceID = deviceID
        self.name = name
        self.path = path
        self.home = home
        self.newName = newName
    }
}
