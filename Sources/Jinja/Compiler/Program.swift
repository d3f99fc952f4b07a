/// A template ready to run.
// Unchecked: everything in it, the nodes included, is constant once the compiler has made it.
final class Program: @unchecked Sendable {
    let source: TemplateSource
    let tree: [Statement]
    let slotCount: Int
    let loads: ScopeLoads
    let selfSlot: Int?
    let body: Body
    let blocks: [String: BlockProgram]
    let hasExtends: Bool
    /// Whether a method that changes lists or dictionaries is called: then values from outside are copied first.
    let changesValues: Bool

    init(
        source: TemplateSource, tree: [Statement], slotCount: Int, loads: ScopeLoads, selfSlot: Int?, body: [Node],
        blocks: [BlockProgram], hasExtends: Bool, changesValues: Bool
    ) {
        self.source = source
        self.tree = tree
        self.slotCount = slotCount
        self.loads = loads
        self.selfSlot = selfSlot
        self.body = Body(body)
        self.blocks = Dictionary(uniqueKeysWithValues: blocks.map { ($0.name, $0) })
        self.hasExtends = hasExtends
        self.changesValues = changesValues
    }

    var name: String { self.source.name }

    /// Runs the root, and then the root of the template it extends.
    func run(_ context: Context, _ rendering: Rendering) throws(JinjaError) {
        try self.run(self.frame(context, rendering))
    }

    /// Runs the root in its frame.
    func run(_ frame: Frame) throws(JinjaError) {
        if self.changesValues { frame.rendering.thaws = true }
        defer { frame.release() }
        if let slot = self.selfSlot { frame.slots[slot] = .object(TemplateReference(frame.context, of: self)) }
        frame.enter(self.loads)
        try self.body.run(frame)
        guard let parent = frame.parentTemplate else { return }
        try frame.rendering.enter()
        defer { frame.rendering.leave() }
        try parent.run(frame.context, frame.rendering)
    }

    /// The frame of the root.
    func frame(_ context: Context, _ rendering: Rendering) -> Frame {
        Frame(self.slotCount, parent: nil, context: context, rendering: rendering, program: self)
    }

    /// Whether nothing but the variables of the root has to be forgotten after a rendering, unless it says so.
    var isPlain: Bool { self.selfSlot == nil && self.blocks.isEmpty && !self.hasExtends && !self.changesValues }

    /// A context for this template alone.
    func context(_ layers: [DictValue], _ rendering: Rendering) -> Context {
        Context(layers: layers, blocks: self.boundBlocks, autoescape: rendering.settings.autoescape)
    }

    /// A context for this template, which is the one to be rendered.
    func context(_ variables: Variables, _ rendering: Rendering) -> Context {
        Context(variables.members, blocks: self.boundBlocks, autoescape: rendering.settings.autoescape)
    }

    private var boundBlocks: [String: [BoundBlock]] {
        self.blocks.isEmpty ? [:] : self.blocks.mapValues { [BoundBlock(block: $0, program: self)] }
    }
}

/// One block of a template.
final class BlockProgram {
    let name: String
    let slotCount: Int
    let loads: ScopeLoads
    let selfSlot: Int?
    let superSlot: Int?
    let body: Body

    init(name: String, slotCount: Int, loads: ScopeLoads, selfSlot: Int?, superSlot: Int?, body: [Node]) {
        self.name = name
        self.slotCount = slotCount
        self.loads = loads
        self.selfSlot = selfSlot
        self.superSlot = superSlot
        self.body = Body(body)
    }
}

/// A block and the template it was written in.
struct BoundBlock {
    let block: BlockProgram
    let program: Program

    /// Renders the block; `depth` is its place in the chain of blocks of its name.
    func run(_ context: Context, depth: Int, _ rendering: Rendering) throws(JinjaError) {
        try rendering.enter()
        defer { rendering.leave() }
        let frame = Frame(
            self.block.slotCount, parent: nil, context: context, rendering: rendering, program: self.program)
        defer { frame.release() }
        if let slot = self.block.selfSlot { frame.slots[slot] = .object(TemplateReference(context, of: self.program)) }
        if let slot = self.block.superSlot {
            frame.slots[slot] = BlockReference.value(self.block.name, depth + 1, context, rendering)
        }
        frame.enter(self.block.loads)
        try self.block.body.run(frame)
    }
}
