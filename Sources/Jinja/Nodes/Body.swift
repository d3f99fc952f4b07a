/// The statements of a block, loop or branch, in order.
struct Body {
    /// Nodes of two to four statements each: walking an array would retain and release every node.
    private let node: Node
    let isEmpty: Bool

    init(_ nodes: [Node]) {
        self.isEmpty = nodes.isEmpty
        self.node = Body.joined(nodes[...])
    }

    /// Runs the statements; a `break` or `continue` ends them.
    @discardableResult
    @inline(__always)
    func run(_ frame: Frame) throws(JinjaError) -> Flow {
        try self.node.run(frame)
    }

    private static func joined(_ nodes: ArraySlice<Node>) -> Node {
        switch nodes.count {
        case 0: return Node()
        case 1: return nodes[nodes.startIndex]
        case 2: return PairNode(nodes[nodes.startIndex], nodes[nodes.startIndex + 1])
        case 3:
            let start = nodes.startIndex
            return TripletNode(nodes[start], nodes[start + 1], nodes[start + 2])
        default:
            // Of four parts as equal as they can be, so that the stack stays flat.
            let size = (nodes.count + 3) / 4
            return QuartetNode(
                self.joined(nodes.prefix(size)), self.joined(nodes.dropFirst(size).prefix(size)),
                self.joined(nodes.dropFirst(2 * size).prefix(size)), self.joined(nodes.dropFirst(3 * size)))
        }
    }
}

private final class PairNode: Node {
    private let first: Node
    private let second: Node

    init(_ first: Node, _ second: Node) {
        self.first = first
        self.second = second
    }

    override func run(_ frame: Frame) throws(JinjaError) -> Flow {
        let flow = try self.first.run(frame)
        if flow != .next { return flow }
        return try self.second.run(frame)
    }
}

private final class TripletNode: Node {
    private let first: Node
    private let second: Node
    private let third: Node

    init(_ first: Node, _ second: Node, _ third: Node) {
        self.first = first
        self.second = second
        self.third = third
    }

    override func run(_ frame: Frame) throws(JinjaError) -> Flow {
        var flow = try self.first.run(frame)
        if flow != .next { return flow }
        flow = try self.second.run(frame)
        if flow != .next { return flow }
        return try self.third.run(frame)
    }
}

private final class QuartetNode: Node {
    private let first: Node
    private let second: Node
    private let third: Node
    private let fourth: Node

    init(_ first: Node, _ second: Node, _ third: Node, _ fourth: Node) {
        self.first = first
        self.second = second
        self.third = third
        self.fourth = fourth
    }

    override func run(_ frame: Frame) throws(JinjaError) -> Flow {
        try frame.rendering.work()
        var flow = try self.first.run(frame)
        if flow != .next { return flow }
        flow = try self.second.run(frame)
        if flow != .next { return flow }
        flow = try self.third.run(frame)
        if flow != .next { return flow }
        return try self.fourth.run(frame)
    }
}
