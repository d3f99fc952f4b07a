import Fingerprints
import Foundation

/// Reads the source of an upload in blocks, in order, and makes its checksum on the way.
actor LocalReader {
    /// How much one call gives at most.
    static let block = 256 << 10

    nonisolated let size: Int64
    private let queue = DiskQueue()
    /// Nil for bytes in memory.
    private let file: LocalFile?
    private let ownsFile: Bool
    private let bytes: [UInt8]
    private var hash = SHA256()
    private var offset: Int64 = 0

    nonisolated var unownedExecutor: UnownedSerialExecutor { self.queue.asUnownedSerialExecutor() }

    init(_ source: FileSource) throws(LocalProblem) {
        switch source {
        case .bytes(let bytes):
            (self.file, self.ownsFile, self.bytes, self.size) = (nil, false, bytes, Int64(bytes.count))
        case .descriptor(let descriptor):
            let file = LocalFile(descriptor: descriptor, path: "the open file")
            (self.file, self.ownsFile, self.bytes, self.size) = (file, false, [], try file.size())
        case .path(let path):
            // A named pipe would make its opener wait for a writer.
            let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
            guard descriptor >= 0 else { throw .system(path) }
            let file = LocalFile(descriptor: descriptor, path: path)
            do {
                (self.file, self.ownsFile, self.bytes, self.size) = (file, true, [], try file.size())
            } catch {
                close(descriptor)
                throw error
            }
        }
    }

    deinit {
        if let file = self.file, self.ownsFile { close(file.descriptor) }
    }

    /// The next block, empty at the end; throws when the file became shorter.
    func next() throws(LocalProblem) -> [UInt8] {
        let block = try self.read(at: self.offset, min(Int64(Self.block), self.size - self.offset))
        self.hash.update(block)
        self.offset += Int64(block.count)
        return block
    }

    /// Goes on to `end`, in the checksum only, and gives that.
    func skip(to end: Int64) throws(LocalProblem) -> [UInt8] {
        while self.offset < end {
            let block = try self.read(at: self.offset, min(Int64(Self.block), end - self.offset))
            self.hash.update(block)
            self.offset += Int64(block.count)
        }
        return self.hash.digest()
    }

    /// Goes back to the beginning.
    func rewind() {
        self.offset = 0
        self.hash = SHA256()
    }

    /// The last bytes before `end`, at most one block.
    func tail(before end: Int64) throws(LocalProblem) -> [UInt8] {
        let count = min(Int64(Self.block), end)
        return try self.read(at: end - count, count)
    }

    /// The checksum of what was read or skipped so far.
    func checksum() -> [UInt8] { self.hash.digest() }

    private func read(at offset: Int64, _ count: Int64) throws(LocalProblem) -> [UInt8] {
        guard let file = self.file else { return Array(self.bytes[Int(offset)..<Int(offset + count)]) }
        return try file.read(at: offset, Int(count))
    }
}
