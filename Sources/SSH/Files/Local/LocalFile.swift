import Foundation

/// An open plain file on our side; whoever opened it closes it.
struct LocalFile {
    let descriptor: Int32
    /// What it is called in errors.
    let path: String

    /// Its size in bytes; throws when it is no plain file.
    func size() throws(LocalProblem) -> Int64 {
        var status = stat()
        guard fstat(self.descriptor, &status) == 0 else { throw .system(self.path) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw LocalProblem(.notAFile, self.path) }
        return Int64(status.st_size)
    }

    /// Exactly `count` bytes; throws when the file became shorter.
    func read(at offset: Int64, _ count: Int) throws(LocalProblem) -> [UInt8] {
        var number = 0
        let block = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                number = pread(
                    self.descriptor, buffer.baseAddress.map { $0 + filled }, count - filled, off_t(offset) + filled)
                if number < 0, errno == EINTR { continue }
                if number <= 0 { break }
                filled += number
            }
        }
        if number < 0 { throw .system(self.path) }
        guard block.count == count else { throw LocalProblem(.changed, self.path) }
        return block
    }

    /// Writes all bytes.
    func write(_ block: [UInt8], at offset: Int64) throws(LocalProblem) {
        var done = 0
        while done < block.count {
            let number = block.withUnsafeBytes { buffer in
                pwrite(self.descriptor, buffer.baseAddress.map { $0 + done }, block.count - done, off_t(offset) + done)
            }
            if number < 0, errno == EINTR { continue }
            guard number > 0 else { throw .system(self.path) }
            done += number
        }
    }

    /// Makes it end after `size` bytes.
    func cut(at size: Int64) throws(LocalProblem) {
        guard ftruncate(self.descriptor, off_t(size)) == 0 else { throw .system(self.path) }
    }

    /// Waits until everything is on the disk, with these permissions.
    func settle(permissions: UInt32) throws(LocalProblem) {
        guard fchmod(self.descriptor, mode_t(permissions)) == 0, fsync(self.descriptor) == 0 else {
            throw .system(self.path)
        }
    }
}
