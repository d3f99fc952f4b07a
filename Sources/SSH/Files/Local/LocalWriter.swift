import Fingerprints
import Foundation

/// Writes a download block by block, in order, and makes its checksum on the way; a path gets its file only by `commit`.
actor LocalWriter {
    private let queue = DiskQueue()
    /// Nil when nothing goes to a disk.
    private let file: LocalFile?
    /// Where the file goes in the end; nil when there is nothing to rename.
    private let path: String?
    private let options: FileTransferOptions
    private var isCommitted = false
    private var hash = SHA256()
    /// What is collected in memory; nil when it is not.
    private var held: [UInt8]?
    private(set) var offset: Int64 = 0

    nonisolated var unownedExecutor: UnownedSerialExecutor { self.queue.asUnownedSerialExecutor() }

    /// Collects in memory, or only makes the checksum.
    init(keeps: Bool) {
        (self.file, self.path, self.options) = (nil, nil, FileTransferOptions())
        self.held = keeps ? [] : nil
    }

    init(_ sink: FileSink, options: FileTransferOptions) throws(LocalProblem) {
        self.options = options
        switch sink {
        case .descriptor(let descriptor):
            (self.file, self.path) = (LocalFile(descriptor: descriptor, path: "the open file"), nil)
        case .path(let path):
            let part = try Self.part(of: path, options)
            // A part that is continued was ours before; any other must be new, so that nobody can lay a link there.
            let flags = O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | (options.resumes ? 0 : O_EXCL)
            let descriptor = open(part, flags, 0o600)
            guard descriptor >= 0 else { throw .system(part) }
            (self.file, self.path) = (LocalFile(descriptor: descriptor, path: part), path)
        }
    }

    deinit {
        guard let file = self.file, self.path != nil else { return }
        close(file.descriptor)
        if !self.isCommitted, !self.options.resumes { unlink(file.path) }
    }

    /// How much of an earlier transfer is there; 0 unless it is to be continued.
    func partSize() throws(LocalProblem) -> Int64 {
        guard self.options.resumes, self.path != nil, let file = self.file else { return 0 }
        return try file.size()
    }

    /// Takes the first `count` bytes of the part as written, cuts off the rest, and gives their checksum.
    func resume(at count: Int64) throws(LocalProblem) -> [UInt8] {
        self.hash = SHA256()
        self.offset = 0
        guard let file = self.file else { return self.hash.digest() }
        while self.offset < count {
            let block = try file.read(at: self.offset, Int(min(Int64(LocalReader.block), count - self.offset)))
            self.hash.update(block)
            self.offset += Int64(block.count)
        }
        try file.cut(at: count)
        return self.hash.digest()
    }

    /// The last bytes of the file before `end`, at most one block.
    func tail(before end: Int64) throws(LocalProblem) -> [UInt8] {
        let count = min(Int64(LocalReader.block), end)
        return try self.file?.read(at: end - count, Int(count)) ?? []
    }

    /// Adds the next bytes.
    func append(_ blocks: [[UInt8]]) throws(LocalProblem) {
        for block in blocks {
            self.hash.update(block)
            try self.file?.write(block, at: self.offset)
            self.held?.append(contentsOf: block)
            self.offset += Int64(block.count)
        }
    }

    /// The checksum of everything so far.
    func checksum() -> [UInt8] { self.hash.digest() }

    /// What was collected in memory.
    func contents() -> [UInt8] { self.held ?? [] }

    /// Makes the file appear under its name.
    func commit() throws(LocalProblem) {
        guard let path = self.path, let file = self.file else { return }
        var replaced = stat()
        let kept: UInt32? = stat(path, &replaced) == 0 ? UInt32(replaced.st_mode) & 0o777 : nil
        try file.settle(permissions: self.options.permissions ?? kept ?? 0o600)
        if self.options.replaces {
            guard rename(file.path, path) == 0 else { throw .system(path) }
        } else {
            // Unlike a rename, a link never replaces.
            guard link(file.path, path) == 0 else {
                throw errno == EEXIST ? LocalProblem(.alreadyExists, path) : .system(path)
            }
            unlink(file.path)
        }
        self.isCommitted = true
    }

    /// Throws away what was written, also when it was to be continued later.
    func discard() {
        guard self.path != nil, let file = self.file, !self.isCommitted else { return }
        unlink(file.path)
    }

    private static func part(of path: String, _ options: FileTransferOptions) throws(LocalProblem) -> String {
        var status = stat()
        if stat(path, &status) == 0 {
            guard status.st_mode & S_IFMT == S_IFREG else { throw LocalProblem(.notAFile, path) }
            guard options.replaces else { throw LocalProblem(.alreadyExists, path) }
        }
        guard let part = RemotePath(path)?.partial(options.resumes ? "" : Self.mark()),
            let text = String(validating: part.bytes, as: UTF8.self)
        else { throw LocalProblem(.badName, path) }
        return text
    }

    /// A word that no other transfer has.
    static func mark() -> String { String(UInt64.random(in: .min ... .max), radix: 36) + "." }
}
