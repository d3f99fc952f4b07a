/// Takes the output of a rendering piece by piece.
final class OutputSink {
    /// The most bytes it takes.
    let limit: Int
    /// What went wrong when a piece was given away.
    private(set) var failure: (any Error)?
    private let write: (UnsafeRawBufferPointer) throws -> Void

    init(limit: Int, _ write: @escaping (UnsafeRawBufferPointer) throws -> Void) {
        self.limit = limit
        self.write = write
    }

    func send(_ piece: UnsafeRawBufferPointer) throws(JinjaError) {
        do { try self.write(piece) } catch {
            self.failure = error
            throw JinjaError(.runtime, "The output could not be written")
        }
    }
}
