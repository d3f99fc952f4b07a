/// Names one wait or scheduled action of an event loop, so that it can be cancelled.
public struct LoopTicket: Hashable, Sendable {
    let number: UInt64
}
