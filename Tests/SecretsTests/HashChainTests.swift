import Secrets
import Testing

struct HashChainTests {
    private let entries = ["alice signed in", "alice proposed", "", "bob approved"].map { Array($0.utf8) }

    private var chain: [(entry: [UInt8], hash: [UInt8])] {
        var last = HashChain.start
        return entries.map { entry in
            last = HashChain.next(after: last, entry: entry)
            return (entry, last)
        }
    }

    @Test func `an untouched chain holds, also from its middle`() {
        #expect(HashChain.firstBreak(in: chain) == nil)
        #expect(HashChain.firstBreak(in: chain.dropFirst(2), after: chain[1].hash) == nil)
        #expect(HashChain.firstBreak(in: [(entry: [UInt8], hash: [UInt8])]()) == nil)
    }

    @Test(arguments: 0..<4)
    func `an edited entry breaks the chain where it stands`(position: Int) {
        var edited = chain
        edited[position].entry.append(33)
        #expect(HashChain.firstBreak(in: edited) == position)
    }

    @Test func `a removed or swapped entry breaks the chain`() {
        var shorter = chain
        shorter.remove(at: 1)
        #expect(HashChain.firstBreak(in: shorter) == 1)
        var swapped = chain
        swapped.swapAt(1, 2)
        #expect(HashChain.firstBreak(in: swapped) == 1)
    }

    @Test func `bytes cannot move between the previous hash and the entry`() {
        #expect(HashChain.next(after: [1, 2], entry: [3]) != HashChain.next(after: [1], entry: [2, 3]))
    }

    @Test func `the canonical form does not change between versions`() {
        #expect(
            SHA256.hex(HashChain.next(after: HashChain.start, entry: Array("entry".utf8)))
                == "15c82d014dd69604dde4362648e5f35a79d71ffae12863c950a760e21deef65f")
    }
}
