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
        var placement = Placement(hashes, buckets: buckets, slots: slots)
        return placement.isComplete() ? placement.pilots : nil
    }
}

/// The search for pilots: buckets wait on a stack, the largest on top; pushed-out ones come back onto it.
private struct Placement {
    private(set) var pilots: [UInt8]
    private let slots: Modulus
    /// The hashes of one bucket after another, and where each bucket's begin.
    private var members: [UInt32]
    private var starts: [Int]
    /// The bucket in each slot, or -1.
    private var owner: [Int32]
    private var waiting: [Int]
    private var pushesLeft: Int
    /// The turn in which each bucket was placed last; those of the last 16 turns are not pushed out.
    private var placed: [Int]
    private var turn = 0

    private static let products = PerfectHash.alphabet.map { UInt64($0) * PerfectHash.multiplier }

    init(_ hashes: [UInt32], buckets: Int, slots: Int) {
        let bucket = Modulus(buckets)
        self.slots = Modulus(slots)
        starts = [Int](repeating: 0, count: buckets + 1)
        for hash in hashes { starts[bucket.remainder(of: UInt64(hash)) + 1] += 1 }
        for index in 0..<buckets { starts[index + 1] += starts[index] }
        var next = starts
        members = [UInt32](repeating: 0, count: hashes.count)
        for hash in hashes {
            let index = bucket.remainder(of: UInt64(hash))
            members[next[index]] = hash
            next[index] += 1
        }
        let starts = starts
        // The size above the number counted down, in one word: quick to sort.
        let order = (0..<buckets).compactMap { index in
            let count = starts[index + 1] - starts[index]
            return count == 0 ? nil : count << 32 | (buckets - index)
        }
        waiting = order.sorted().map { buckets - ($0 & 0xFFFF_FFFF) }
        pilots = [UInt8](repeating: PerfectHash.alphabet[0], count: buckets)
        owner = [Int32](repeating: -1, count: slots)
        placed = [Int](repeating: -16, count: buckets)
        pushesLeft = 4 * hashes.count + 1000
    }

    /// Whether every bucket got a pilot.
    mutating func isComplete() -> Bool {
        while let bucket = waiting.popLast() {
            // Start elsewhere on each round, so that two buckets do not push each other out for ever.
            let first = pushesLeft % Self.products.count
            if let free = takeFreeSlots(bucket, from: first) {
                pilots[bucket] = PerfectHash.alphabet[free]
            } else {
                guard pushesLeft > 0, let cheapest = cheapestPilot(bucket, from: first) else { return false }
                takeSlots(bucket, pilot: cheapest)
            }
            placed[bucket] = turn
            turn += 1
        }
        return true
    }

    /// The first pilot all of whose slots are free, which are then the bucket's.
    private mutating func takeFreeSlots(_ bucket: Int, from first: Int) -> Int? {
        let (start, end) = (starts[bucket], starts[bucket + 1])
        var pilot = first
        for _ in Self.products.indices {
            let product = Self.products[pilot]
            var at = start
            while at < end {
                let slot = slots.remainder(of: UInt64(members[at]) ^ product)
                // Taken by another bucket, or by an earlier hash of this one.
                if owner[slot] >= 0 { break }
                owner[slot] = Int32(truncatingIfNeeded: bucket)
                at += 1
            }
            if at == end { return pilot }
            while at > start {
                at -= 1
                owner[slots.remainder(of: UInt64(members[at]) ^ product)] = -1
            }
            pilot = pilot + 1 == Self.products.count ? 0 : pilot + 1
        }
        return nil
    }

    /// The pilot that pushes out what is easiest to place again: the least sum of squares of the buckets' sizes.
    private func cheapestPilot(_ bucket: Int, from first: Int) -> Int? {
        var best: (cost: Int, pilot: Int)?
        var taken: [Int] = []
        search: for offset in Self.products.indices {
            let pilot = (offset + first) % Self.products.count
            taken.removeAll(keepingCapacity: true)
            var cost = 0
            for hash in members[starts[bucket]..<starts[bucket + 1]] {
                let slot = slots.remainder(of: UInt64(hash) ^ Self.products[pilot])
                if taken.contains(slot) { continue search }
                taken.append(slot)
                let sitting = Int(owner[slot])
                guard sitting >= 0 else { continue }
                if placed[sitting] >= turn - 16 { continue search }
                let size = starts[sitting + 1] - starts[sitting]
                cost += size * size
                if let best, cost >= best.cost { continue search }
            }
            best = (cost, pilot)
        }
        return best?.pilot
    }

    private mutating func takeSlots(_ bucket: Int, pilot: Int) {
        pilots[bucket] = PerfectHash.alphabet[pilot]
        for hash in members[starts[bucket]..<starts[bucket + 1]] {
            let slot = slots.remainder(of: UInt64(hash) ^ Self.products[pilot])
            let sitting = Int(owner[slot])
            if sitting >= 0 {
                let product = UInt64(pilots[sitting]) * PerfectHash.multiplier
                for other in members[starts[sitting]..<starts[sitting + 1]] {
                    owner[slots.remainder(of: UInt64(other) ^ product)] = -1
                }
                waiting.append(sitting)
                pushesLeft -= 1
            }
            owner[slot] = Int32(truncatingIfNeeded: bucket)
        }
    }
}

/// Remainders by one divisor without a division: exact where value × divisor < 2^64, and values here are below 2^40.
private struct Modulus {
    private let divisor: UInt64
    /// 2^64 / divisor, rounded up.
    private let reciprocal: UInt64

    init(_ divisor: Int) {
        precondition((1..<1 << 24).contains(divisor), "more than a shard has")
        self.divisor = UInt64(divisor)
        // For 1 that is 2^64, which has no room: with one less, the quotient is one too small, and `remainder` mends it.
        reciprocal = UInt64.max / self.divisor + (divisor == 1 ? 0 : 1)
    }

    func remainder(of value: UInt64) -> Int {
        let rest = value &- value.multipliedFullWidth(by: reciprocal).high &* divisor
        return Int(truncatingIfNeeded: rest == divisor ? 0 : rest)
    }
}
