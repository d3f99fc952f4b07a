public import Foundation

/// What is, or is to be, one commit of the git repository of configurations.
public struct ArchiveEntry: Sendable, Hashable {
    /// Counts the commits from 1; the order in which they stand on each other.
    public let number: Int
    public let deviceID: Device.ID
    /// The point whose configuration the file gets; none where the file only moves or goes.
    public let backupID: Backup.ID?
    /// Where the file stands afterwards.
    public let path: String
    /// Where it stood before, when that was elsewhere; the same as `path` for the file of a device that is gone.
    public let oldPath: String?
    public let message: String
    public let author: String
    public let at: Date
    /// 40 hexadecimal digits; none until git has it.
    public let commit: String?

    /// An entry as stored.
    public init(
        number: Int, deviceID: Device.ID, backupID: Backup.ID?, path: String, oldPath: String?, message: String,
        author: String, at: Date, commit: String?
    ) {
        self.number = number
        self.deviceID = deviceID
        self.backupID = backupID
        self.path = path
        self.oldPath = oldPath
        self.message = message
        self.author = author
        self.at = at
        self.commit = commit
    }
}
