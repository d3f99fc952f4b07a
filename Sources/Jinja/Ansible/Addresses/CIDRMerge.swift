/// `cidr_merge`: networks joined to the fewest that cover the same addresses, or to one that spans them all.
enum CIDRMerge {
    private struct Run {
        var first: UInt128
        var last: UInt128
        let isV6: Bool
        /// The network itself while nothing was joined to it.
        var original: NetBlock?
    }

    static func merged(_ blocks: [NetBlock]) -> [NetBlock] {
        var runs = blocks.map { Run(first: $0.first, last: $0.last, isV6: $0.isV6, original: $0) }
        runs.sort { a, b in
            if a.isV6 != b.isV6 { return b.isV6 }
            return a.last != b.last ? a.last < b.last : a.first < b.first
        }
        // From the end: each run swallows those before it that touch it.
        var joined: [Run] = []
        for run in runs.reversed() {
            guard let next = joined.last, next.isV6 == run.isV6, next.first == 0 || next.first - 1 <= run.last else {
                joined.append(run)
                continue
            }
            joined[joined.count - 1].first = min(run.first, next.first)
            joined[joined.count - 1].original = nil
        }
        return joined.reversed().flatMap { run in
            run.original.map { [$0] } ?? self.blocks(from: run.first, to: run.last, isV6: run.isV6)
        }
    }

    /// The fewest networks from one address to another, in order.
    private static func blocks(from first: UInt128, to last: UInt128, isV6: Bool) -> [NetBlock] {
        let width = isV6 ? 128 : 32
        var blocks: [NetBlock] = []
        var start = first
        while true {
            var prefix = width
            while prefix > 0 {
                let larger = NetBlock(NetAddress(start, isV6: isV6), prefix: prefix - 1)
                guard larger.isNetwork, larger.last <= last else { break }
                prefix -= 1
            }
            let block = NetBlock(NetAddress(start, isV6: isV6), prefix: prefix)
            blocks.append(block)
            guard block.last < last else { return blocks }
            start = block.last + 1
        }
    }

    /// The smallest network around all; a single one stays as it is.
    static func span(_ blocks: [NetBlock]) throws(JinjaError) -> NetBlock? {
        guard blocks.count > 1 else { return blocks.first }
        let sorted = blocks.sorted { self.key($0).lexicographicallyPrecedes(self.key($1)) }
        guard let low = sorted.first, let high = sorted.last, low.isV6 == high.isV6 else {
            throw JinjaError(.value, "IPv4 and IPv6 cannot be merged")
        }
        var prefix = high.prefix
        var number = high.last
        while prefix > 0, number > low.first {
            prefix -= 1
            number = NetBlock(NetAddress(number, isV6: high.isV6), prefix: prefix).first
        }
        return NetBlock(NetAddress(number, isV6: high.isV6), prefix: prefix)
    }

    private static func key(_ block: NetBlock) -> [UInt128] {
        [block.isV6 ? 1 : 0, block.first, UInt128(block.prefix), block.address.value - block.first]
    }
}
