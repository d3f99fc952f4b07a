import Foundation

/// Runs blocking work on a thread of its own.
///
/// Swift's own threads are as many as the machine has cores: two tests that wait for a process would hold up all others.
public func onOwnThread<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Swift.Result { try work() }) }
    }
}
