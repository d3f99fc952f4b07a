/// A part of a task's output.
public struct LinuxTaskLog: Sendable, Hashable {
    /// The bytes.
    public let bytes: [UInt8]
    /// Where they begin, counted from the task's first byte; later than asked for when what was before is gone.
    public let offset: Int64
    /// Where to go on.
    public var next: Int64 { self.offset + Int64(self.bytes.count) }
    /// How many bytes the task has written until now.
    public let written: Int64
    /// What had become of the task before the bytes were read: when it had ended and `next` is `written`, this was the last.
    public let task: LinuxTask
}
