import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization

/// The bytes of an answer, as they are written.
final class CollectedBody: Sendable {
    private let buffer = Mutex(ByteBuffer())

    var bytes: [UInt8] { buffer.withLock { Array($0.readableBytesView) } }

    var writer: any ResponseBodyWriter { Writer(body: self) }

    private struct Writer: ResponseBodyWriter {
        let body: CollectedBody

        mutating func write(_ buffer: ByteBuffer) async throws {
            body.buffer.withLock { _ = $0.writeImmutableBuffer(buffer) }
        }

        consuming func finish(_ trailingHeaders: HTTPFields?) async throws {}
    }
}
