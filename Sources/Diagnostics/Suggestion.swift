/// The candidate nearest to what was written, if it is near enough to be a slip of the hand.
///
/// Near: at most so many insertions, deletions, substitutions or swaps of neighbours, and at most a third of the length.
public func suggestion(for written: String, among candidates: some Sequence<String>, slips: Int = 2) -> String? {
    let bytes = Array(written.utf8)
    let limit = min(slips, max(1, bytes.count / 3))
    var best: (distance: Int, name: String)?
    for candidate in candidates where candidate != written && abs(candidate.utf8.count - bytes.count) <= limit {
        let distance = editDistance(bytes, Array(candidate.utf8))
        if distance <= limit, distance < (best?.distance ?? .max) { best = (distance, candidate) }
    }
    return best?.name
}

/// Optimal string alignment distance over bytes.
func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    var rows = [[Int](), [Int](), Array(0...b.count)]
    for i in 0..<a.count {
        rows = [rows[1], rows[2], [i + 1]]
        for j in 0..<b.count {
            var cost = min(rows[1][j + 1] + 1, rows[2][j] + 1, rows[1][j] + (a[i] == b[j] ? 0 : 1))
            if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, rows[0][j - 1] + 1) }
            rows[2].append(cost)
        }
    }
    return rows[2][b.count]
}
