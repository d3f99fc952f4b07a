public import Foundation

/// A configuration that fits a search, with the lines that do.
public struct SearchHit: Sendable, Hashable {
    public let deviceID: Device.ID
    public let deviceName: DeviceName
    /// The point that has the lines; in the past the last one that had them.
    public let backupID: Backup.ID
    public let number: Int
    public let firstSeenAt: Date
    public let lastSeenAt: Date
    /// At most 20; empty where a device is found because it lacks them.
    public let lines: [Line]
    /// How many lines fit.
    public let lineCount: Int

    /// A line that fits, without its secrets.
    public struct Line: Sendable, Hashable {
        public let text: String
        /// From the outermost.
        public let parents: [String]

        /// A line as found.
        public init(text: String, parents: [String]) {
            self.text = text
            self.parents = parents
        }
    }

    /// A hit as found.
    public init(
        deviceID: Device.ID, deviceName: DeviceName, backupID: Backup.ID, number: Int, firstSeenAt: Date,
        lastSeenAt: Date, lines: [Line], lineCount: Int
    ) {
        self.deviceID = deviceID
        self.deviceName = deviceName
        self.backupID = backupID
        self.number = number
        self.firstSeenAt = firstSeenAt
        self.lastSeenAt = lastSeenAt
        self.lines = lines
        self.lineCount = lineCount
    }
}
