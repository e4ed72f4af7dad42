import OutputTree
import TestSupport
import Testing

/// Where hosts meet others, kept in columns.
@Suite struct FootprintsTests {
    private func footprint(_ random: inout SplitMix64) -> Footprint {
        func numbers(_ most: Int) -> [UInt32] {
            (0..<random.next(below: most)).map { _ in UInt32(random.next(below: 900)) }
        }
        return Footprint(
            id: UInt32(random.next(below: 1 << 30)), names: numbers(4), held: numbers(6), lines: random.next(below: 3),
            log: UInt32(random.next(below: 9)),
            traits: random.next(below: 2) == 0 ? .isSimple : [.isWitness, .mayShare])
    }

    @Test func columnsHoldWhatWasAppended() throws {
        var random = SplitMix64(seed: 3)
        let all = (0..<200).map { _ in footprint(&random) }
        var footprints = Footprints()
        for footprint in all { footprints.append(footprint) }
        #expect((0..<footprints.count).map { footprints[$0] } == all)
        let read = try #require(Footprints(columns: footprints.columns, footprints.totals))
        #expect((0..<read.count).map { read[$0] } == all)
        // Runs of one, with others between them.
        var (joined, expected) = (Footprints(), [Footprint]())
        for _ in 0..<50 {
            let start = random.next(below: all.count)
            let range = start..<(start + random.next(below: all.count - start))
            joined.append(footprints, range)
            expected += all[range]
            let other = footprint(&random)
            joined.append(other)
            expected.append(other)
        }
        #expect((0..<joined.count).map { joined[$0] } == expected)
    }

    @Test func hostsAreFoundByWhatTheyHold() {
        var random = SplitMix64(seed: 4)
        let all = (0..<300).map { _ in footprint(&random) }
        var footprints = Footprints()
        for footprint in all { footprints.append(footprint) }
        for _ in 0..<100 {
            let sought = Set((0..<random.next(below: 3)).map { _ in UInt32(random.next(below: 1000)) })
            let named = all.indices.filter { !sought.isDisjoint(with: all[$0].names) }
            #expect(footprints.indices(withNames: sought) == named)
            let holding = all.indices.filter { !sought.isDisjoint(with: all[$0].held) }
            #expect(footprints.holds(anyOf: sought, beside: []) == !holding.isEmpty)
            #expect(!footprints.holds(anyOf: sought, beside: Set(holding)))
            let ids: Set = [all[random.next(below: all.count)].id, 1 << 31]
            let same = all.indices.filter { ids.contains(all[$0].id) }
            #expect(footprints.has(anyOf: ids, beside: Set(same.dropFirst())))
            #expect(!footprints.has(anyOf: ids, beside: Set(same)))
        }
    }

    /// A note of a former build may hold anything.
    @Test func columnsThatDoNotFitAreNone() {
        var footprints = Footprints()
        footprints.append(Footprint(id: 1, names: [2, 3], held: [4], lines: 1, log: 0, traits: .isSimple))
        footprints.append(Footprint(id: 5, names: [6], held: [7, 8], lines: 1, log: 0, traits: .isSimple))
        for column in footprints.columns.indices {
            var columns = footprints.columns
            columns[column].removeLast()
            #expect(Footprints(columns: columns, footprints.totals) == nil, "\(column)")
            columns[column] += [9, 9]
            #expect(Footprints(columns: columns, footprints.totals) == nil, "\(column)")
        }
        #expect(Footprints(columns: [], footprints.totals) == nil)
    }
}
