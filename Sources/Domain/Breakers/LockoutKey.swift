/// What a lockout holds back: one caller who tries one login on one device. Nobody else is touched by it.
public struct LockoutKey: Sendable, Hashable {
    public let caller: SessionCaller
    public let deviceID: Device.ID
    /// The user's name on the device.
    public let login: String

    /// A key.
    public init(caller: SessionCaller, deviceID: Device.ID, login: String) {
        self.caller = caller
        self.deviceID = deviceID
        self.login = login
    }
}
