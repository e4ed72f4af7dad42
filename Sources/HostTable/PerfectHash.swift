/// A perfect hash of different 32-bit values with one printable pilot byte for each bucket of about 2.5 of them.
///
/// `slot = (h ^ pilot × C) mod slots` with the pilot of bucket `h mod buckets`: four operations in PHP, nothing above
/// 2^40. Buckets are placed by falling size; one that fits nowhere pushes smaller ones out (PtrHash, Groot Koerkamp
/// 2025). Deterministic: the same values give the same bytes.
struct PerfectHash {
    static let multiplier: UInt64 = 2_654_435_761
    /// Printable ASCII that stands in a single-quoted PHP string as itself.
    static let alphabet: [UInt8] = (UInt8(0x20)...0x7E).filter { $0 != 0x27 && $0 != 0x5C }

    private(set) var pilots: [UInt8]
    private(set) var slots: Int
    var buckets: Int { pilots.count }

    func slot(_ hash: UInt32) -> Int { Self.slot(hash, pilot: pilots[Int(hash) % pilots.count], of: slots) }

    private static func slot(_ hash: UInt32, pilot: UInt8, of slots: Int) -> Int {
        Int((UInt64(hash) ^ UInt64(pilot) * multiplier) % UInt64(slots))
    }

    /// Finds pilots for values that are all different.
    init(_ hashes: [UInt32]) {
        var buckets = (hashes.count * 2 / 5 + 1) | 1
        var slots = hashes.count <= 64 ? hashes.count | 1 : (hashes.count * 100 / 99) | 1
        while true {
            if let pilots = Self.place(hashes, buckets: buckets, slots: slots) {
                self.pilots = pilots
                self.slots = slots
                return
            }
            // An unlucky size: a sixth more buckets and two more slots, again and again, separate any different values.
            buckets = (buckets + buckets / 6 + 2) | 1
            slots += 2
        }
    }

    private static func place(_ hashes: [UInt32], buckets: Int, slots: Int) -> [UInt8]? {
        var members = [[UInt32]](repeating: [], count: buckets)
        for hash in hashes { members[Int(hash) % buckets].append(hash) }
        var pilots = [UInt8](repeating: alphabet[0], count: buckets)
        var owner = [Int32](repeating: -1, count: slots)
        // A stack with the largest buckets on top; pushed-out buckets come back onto it.
        var waiting = members.indices.filter { !members[$0].isEmpty }
        waiting.sort { (members[$0].count, $1) < (members[$1].count, $0) }
        var pushesLeft = 4 * hashes.count + 1000
        var recent: [Int] = []
        var taken: [Int] = []

        while let bucket = waiting.popLast() {
            var best: (cost: Int, pilot: UInt8)?
            search: for turn in alphabet.indices {
                // Start elsewhere on each round, so that two buckets do not push each other out for ever.
                let pilot = alphabet[(turn + pushesLeft) % alphabet.count]
                taken.removeAll(keepingCapacity: true)
                var cost = 0
                for hash in members[bucket] {
                    let slot = slot(hash, pilot: pilot, of: slots)
                    if taken.contains(slot) { continue search }
                    taken.append(slot)
                    let sitting = Int(owner[slot])
                    if sitting >= 0 {
                        if recent.contains(sitting) { continue search }
                        cost += members[sitting].count * members[sitting].count
                    }
                }
                if best.map({ cost < $0.cost }) ?? true { best = (cost, pilot) }
                if cost == 0 { break }
            }
            guard let (cost, pilot) = best, cost == 0 || pushesLeft > 0 else { return nil }
            pilots[bucket] = pilot
            for hash in members[bucket] {
                let slot = slot(hash, pilot: pilot, of: slots)
                let sitting = Int(owner[slot])
                if sitting >= 0 {
                    for other in members[sitting] { owner[Self.slot(other, pilot: pilots[sitting], of: slots)] = -1 }
                    waiting.append(sitting)
                    pushesLeft -= 1
                }
                owner[slot] = Int32(bucket)
            }
            recent.append(bucket)
            if recent.count > 16 { recent.removeFirst() }
        }
        return pilots
    }
}
