import Digests
import TestSupport
import Testing

@testable import Publishing

/// Which hosts are others, by the digests of their lines.
@Suite struct LineChangesTests {
    private func digests(_ texts: [Int]) -> [Digest] { texts.map { Digest(of: Array("\($0)".utf8)) } }

    /// Whatever came, went, changed and moved: all else is found where it stands now.
    @Test(arguments: [1, 2, 3, 4, 5] as [UInt64]) func allElseIsFoundWhereItStands(_ seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for _ in 0..<200 {
            let former = Array(0..<random.next(below: 30))
            var now = former
            for number in 0..<random.next(below: 6) {
                let place = random.next(below: now.count + 1)
                switch random.next(below: 4) {
                case 0: now.insert(100 + number, at: place)
                case 1 where place < now.count: now.remove(at: place)
                case 2 where place < now.count: now[place] = 100 + number
                case 3 where place < now.count: now.swapAt(place, random.next(below: now.count))
                default: break
                }
            }
            let changes = LineChanges(from: digests(former), to: digests(now))
            #expect(Set(changes.old.map { former[$0] }) == Set(former).subtracting(now))
            #expect(Set(changes.new.map { now[$0] }) == Set(now).subtracting(former))
            #expect(changes.old == changes.old.sorted() && changes.new == changes.new.sorted())
            for (position, text) in former.enumerated() where now.contains(text) {
                let place = changes.place(of: position)
                #expect(now.indices.contains(place) && now[place] == text, "\(former) \(now)")
            }
        }
    }
}
