extension Sequence {
    /// Sorts by bytes, equal ones in the order in which they came. The first sixteen, as two numbers, decide nearly always.
    func sorted(by key: (Element) -> ArraySlice<UInt8>) -> [Element] {
        let elements = Array(self)
        var order = elements.enumerated().map { index, element in
            let key = key(element)
            return (first: number(key, 0), second: number(key, 8), index: index)
        }
        order.sort { a, b in
            if a.first != b.first { return a.first < b.first }
            if a.second != b.second { return a.second < b.second }
            let (left, right) = (key(elements[a.index]), key(elements[b.index]))
            return left.elementsEqual(right) ? a.index < b.index : left.lexicographicallyPrecedes(right)
        }
        return order.map { elements[$0.index] }
    }
}

/// Eight bytes as a number that sorts like them; zeros where there are none.
private func number(_ bytes: ArraySlice<UInt8>, _ offset: Int) -> UInt64 {
    bytes.withUnsafeBytes { bytes in
        if bytes.count >= offset + 8 {
            return UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        }
        return (offset..<(offset + 8)).reduce(0) { $0 << 8 | ($1 < bytes.count ? UInt64(bytes[$1]) : 0) }
    }
}
