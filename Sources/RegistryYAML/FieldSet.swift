/// A set of fields of one kind of map, of which there are at most 256.
struct FieldSet: Equatable {
    private var low: UInt128
    private var high: UInt128

    static let empty = FieldSet(low: 0, high: 0)
    static let all = FieldSet(low: .max, high: .max)

    private init(low: UInt128, high: UInt128) {
        self.low = low
        self.high = high
    }

    /// - Parameter field: its number, less than 256.
    @inline(__always)
    init(field: Int) {
        let bit: UInt128 = 1 << UInt128(truncatingIfNeeded: field & 127)
        self = field < 128 ? FieldSet(low: bit, high: 0) : FieldSet(low: 0, high: bit)
    }

    init(fields: some Sequence<Int>) { self = fields.reduce(.empty) { $0 | FieldSet(field: $1) } }

    var isEmpty: Bool { low | high == 0 }

    @inline(__always)
    func contains(_ field: Int) -> Bool {
        (field < 128 ? low : high) >> UInt128(truncatingIfNeeded: field & 127) & 1 == 1
    }

    /// The fields, in their order.
    var numbers: [Int] {
        var numbers: [Int] = []
        for (half, first) in [(low, 0), (high, 128)] {
            var rest = half
            while rest != 0 {
                numbers.append(first + rest.trailingZeroBitCount)
                rest &= rest - 1
            }
        }
        return numbers
    }

    @inline(__always)
    static func | (a: FieldSet, b: FieldSet) -> FieldSet { FieldSet(low: a.low | b.low, high: a.high | b.high) }

    @inline(__always)
    static func |= (a: inout FieldSet, b: FieldSet) { a = a | b }

    @inline(__always)
    static func & (a: FieldSet, b: FieldSet) -> FieldSet { FieldSet(low: a.low & b.low, high: a.high & b.high) }

    static prefix func ~ (a: FieldSet) -> FieldSet { FieldSet(low: ~a.low, high: ~a.high) }
}
