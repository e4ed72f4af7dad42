import Digests

/// Which of the hosts of a registry are others than before, by the digests of their lines.
public struct LineChanges {
    /// Positions among the former hosts of those that went or have other lines, ascending.
    public private(set) var old: [Int] = []
    /// Places of hosts with lines that were not there, ascending.
    public private(set) var new: [Int] = []
    /// The place of each former host that is as it was; nil: it is the same as before.
    private var places: [Int]?

    init(from former: [Digest], to written: [Digest]) {
        let shorter = min(former.count, written.count)
        let start = (0..<shorter).first { former[$0] != written[$0] } ?? shorter
        let end = (0..<(shorter - start)).first { former[former.count - 1 - $0] != written[written.count - 1 - $0] }
        let same = end ?? shorter - start
        old = Array(start..<(former.count - same))
        new = Array(start..<(written.count - same))
        if former.count == written.count {
            old = old.filter { former[$0] != written[$0] }
            new = old
            guard !old.isEmpty else { return }
        }
        // Some may only stand elsewhere.
        var known = Dictionary(old.map { (former[$0], $0) }, uniquingKeysWith: { first, _ in first })
        var places = (0..<former.count).map { $0 < start ? $0 : $0 + written.count - former.count }
        var moved: Set<Int> = []
        new = new.filter { place in
            guard let position = known.removeValue(forKey: written[place]) else { return true }
            places[position] = place
            moved.insert(position)
            return false
        }
        old.removeAll(where: moved.contains)
        if former.count != written.count || !moved.isEmpty { self.places = places }
    }

    /// Where a former host that is as it was stands now.
    public func place(of position: Int) -> Int { places?[position] ?? position }
}
