import CSHA256

/// SHA-256 (FIPS 180-4).
///
/// Own code because a library for it costs more to build (100 s for swift-crypto) than all the rest, or knows no SHA
/// instructions (Debian's nettle) or no more than one way to reach it without warnings (OpenSSL's, which is deprecated); tested
/// against coreutils' sha256sum.
public enum SHA256 {
    /// The digest as 64 lower-case hex digits.
    public static func hexadecimal(_ bytes: [UInt8]) -> [UInt8] { hexadecimal(digest(bytes), 8) }

    /// The first 128 bits as 32 lower-case hex digits, by which files are named.
    public static func reference(_ bytes: [UInt8]) -> [UInt8] { hexadecimal(digest(bytes), 4) }

    private static func hexadecimal(_ words: Words, _ count: Int) -> [UInt8] {
        var digits: [UInt8] = []
        digits.reserveCapacity(8 * count)
        for index in 0..<count {
            let word = words[index]
            for shift in stride(from: UInt32(28), through: 0, by: -4) {
                let nibble = UInt8(truncatingIfNeeded: word >> shift) & 15
                digits.append(nibble < 10 ? 0x30 + nibble : 0x57 + nibble)
            }
        }
        return digits
    }

    private static let constants: [UInt32] = firstPrimes(64).map { fraction(of: $0, root: 3) }
    private static let start: Words = {
        let words = firstPrimes(8).map { fraction(of: $0, root: 2) }
        return Words { words[$0] }
    }()

    /// Of a digest, the most significant first; no array, since there are hundreds of thousands of short messages.
    typealias Words = InlineArray<8, UInt32>

    /// Whether the processor computes it itself, several times as fast.
    static let hasInstructions = sha256_has_instructions()

    static func digest(_ bytes: [UInt8], byInstructions: Bool = hasInstructions) -> Words {
        bytes.withUnsafeBufferPointer { digest($0, byInstructions: byInstructions) }
    }

    static func digest(_ bytes: UnsafeBufferPointer<UInt8>, byInstructions: Bool = hasInstructions) -> Words {
        let blocks = byInstructions ? sha256_blocks : compressAll
        let (whole, left) = (bytes.count / 64, bytes.count % 64)
        // What is left of the bytes, the bit 1, zeros, and the number of bits: one block or two.
        var tail = InlineArray<128, UInt8>(repeating: 0)
        for index in 0..<left { tail[index] = bytes[64 * whole + index] }
        tail[left] = 0x80
        let end = left < 56 ? 64 : 128
        for index in 0..<8 {
            tail[end - 1 - index] = UInt8(truncatingIfNeeded: (UInt64(bytes.count) * 8) >> UInt64(8 * index))
        }
        var state = start
        constants.withUnsafeBufferPointer { constants in
            var words = state.mutableSpan
            words.withUnsafeMutableBufferPointer { state in
                blocks(state.baseAddress, bytes.baseAddress, whole, constants.baseAddress)
                tail.span.withUnsafeBufferPointer {
                    blocks(state.baseAddress, $0.baseAddress, end / 64, constants.baseAddress)
                }
            }
        }
        return state
    }

    // MARK: Without instructions

    private static func compressAll(
        _ state: UnsafeMutablePointer<UInt32>?, _ blocks: UnsafePointer<UInt8>?, _ count: Int,
        _ constants: UnsafePointer<UInt32>?
    ) {
        guard let state, let blocks, let constants else { return }
        withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { schedule in
            for block in 0..<count { compress(state, blocks + 64 * block, schedule, constants) }
        }
    }

    private static func compress(
        _ state: UnsafeMutablePointer<UInt32>, _ bytes: UnsafePointer<UInt8>, _ w: UnsafeMutableBufferPointer<UInt32>,
        _ k: UnsafePointer<UInt32>
    ) {
        for i in 0..<16 {
            let at = 4 * i
            w[i] =
                UInt32(bytes[at]) << 24 | UInt32(bytes[at + 1]) << 16 | UInt32(bytes[at + 2]) << 8
                | UInt32(bytes[at + 3])
        }
        for i in 16..<64 {
            let s0 = rotate(w[i - 15], 7) ^ rotate(w[i - 15], 18) ^ w[i - 15] >> 3
            let s1 = rotate(w[i - 2], 17) ^ rotate(w[i - 2], 19) ^ w[i - 2] >> 10
            w[i] = w[i - 16] &+ s0 &+ w[i - 7] &+ s1
        }
        var (a, b, c, d) = (state[0], state[1], state[2], state[3])
        var (e, f, g, h) = (state[4], state[5], state[6], state[7])
        for i in 0..<64 {
            let s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
            let t1 = h &+ s1 &+ ((e & f) ^ (~e & g)) &+ k[i] &+ w[i]
            let s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
            let t2 = s0 &+ ((a & b) ^ (a & c) ^ (b & c))
            (h, g, f, e) = (g, f, e, d &+ t1)
            (d, c, b, a) = (c, b, a, t1 &+ t2)
        }
        for (i, word) in [a, b, c, d, e, f, g, h].enumerated() { state[i] &+= word }
    }

    @inline(__always)
    private static func rotate(_ x: UInt32, _ n: UInt32) -> UInt32 { x >> n | x << (32 - n) }

    private static func firstPrimes(_ count: Int) -> [UInt64] {
        var primes: [UInt64] = []
        var candidate: UInt64 = 2
        while primes.count < count {
            if primes.allSatisfy({ candidate % $0 != 0 }) { primes.append(candidate) }
            candidate += 1
        }
        return primes
    }

    /// The first 32 bits behind the point of a prime's square or cube root: floor(root(p × 2^(32 × root))) mod 2^32.
    private static func fraction(of prime: UInt64, root: Int) -> UInt32 {
        // The whole part of any of these roots is below 32.
        var (low, high) = (UInt64(0), UInt64(32) << 32)
        while high - low > 1 {
            let middle = (low + high) / 2
            if power(middle, root, isAtMost: prime) { low = middle } else { high = middle }
        }
        return UInt32(truncatingIfNeeded: low)
    }

    private static func power(_ base: UInt64, _ root: Int, isAtMost prime: UInt64) -> Bool {
        let wide = (0..<root).reduce(UInt128(1)) { product, _ in product * UInt128(base) }
        return wide <= UInt128(prime) << UInt128(32 * root)
    }
}
