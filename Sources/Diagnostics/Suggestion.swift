/// The candidate nearest to what was written, if it is near enough to be a slip of the hand.
///
/// Near: at most so many insertions, deletions, substitutions or swaps of neighbours, and at most a third of the length.
public func suggestion(for written: String, among candidates: some Sequence<String>, slips: Int = 2) -> String? {
    let bytes = Array(written.utf8)
    var limit = min(slips, max(1, bytes.count / 3))
    var best: String?
    for var candidate in candidates where candidate != written && abs(candidate.utf8.count - bytes.count) <= limit {
        let distance = candidate.withUTF8 { editDistance(bytes, Array($0), upTo: limit) }
        guard distance <= limit else { continue }
        best = candidate
        // Only a nearer one is better.
        limit = distance - 1
    }
    return best
}

/// Optimal string alignment distance over bytes; anything larger than the limit if it is larger.
func editDistance(_ a: [UInt8], _ b: [UInt8], upTo limit: Int) -> Int {
    var (last, row, next) = ([Int](), Array(0...b.count), [Int](repeating: 0, count: b.count + 1))
    var isFar = false
    for i in 0..<a.count {
        next[0] = i + 1
        var least = i + 1
        for j in 0..<b.count {
            var cost = min(row[j + 1] + 1, next[j] + 1, row[j] + (a[i] == b[j] ? 0 : 1))
            if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, last[j - 1] + 1) }
            next[j + 1] = cost
            least = min(least, cost)
        }
        // A swap reaches over one row.
        if least > limit, isFar { return least }
        isFar = least > limit
        if last.isEmpty { last = row }
        (last, row, next) = (row, next, last)
    }
    return row[b.count]
}
