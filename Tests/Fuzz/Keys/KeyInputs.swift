import HostTable

// What bytes that are read as a host or a wildcard must keep to, whatever they hold; for the fuzz target, and for the
// tests, which ask the same of its corpus.

/// What is wrong with how bytes are read as a key; nil if nothing is.
public func fault(ofInput bytes: [UInt8]) -> String? {
    faultOfAuthority(bytes) ?? faultOfWildcard(bytes) ?? faultOfNames(bytes)
}

private func faultOfAuthority(_ bytes: [UInt8]) -> String? {
    let read = HostKey.authority(bytes)
    let plain = PlainAuthority(bytes)
    guard read?.key == plain?.key, read?.host == plain?.host, read?.port == plain?.port else {
        return "an authority read as \(shown(read?.key)), and by the book as \(shown(plain?.key))"
    }
    guard let read else { return nil }
    guard HostKey.authority(read.key) == read else { return "a key that is another when it is read again" }
    guard isSound(read.key) else { return "a key that cannot be one: \(shown(read.key))" }
    let isName = !bytes.contains(0x3A)
    return HostKey.host(bytes) == (isName ? read.key : nil) ? nil : "a host that is not its authority's key"
}

private func faultOfWildcard(_ bytes: [UInt8]) -> String? {
    let read = HostKey.wildcard(bytes)
    guard bytes.starts(with: "*.".utf8) else { return read == nil ? nil : "a wildcard without its '*.'" }
    let plain = PlainAuthority(Array(bytes.dropFirst(2)))
    // Room for one letter and a dot below the longest host; a dotted quad or an address has no names below it.
    let isNamed = plain.map { !$0.isAddress && $0.host.count <= 251 } ?? false
    guard read?.key == (isNamed ? plain.map { bytes.prefix(2) + $0.key } : nil),
        read?.port == (isNamed ? plain?.port : nil)
    else { return "a wildcard read as \(shown(read?.key)), and by the book of \(shown(plain?.key))" }
    guard let read else { return nil }
    return HostKey.wildcard(read.key) == read ? nil : "a wildcard that is another when it is read again"
}

private func faultOfNames(_ bytes: [UInt8]) -> String? {
    guard HostKey.isSegment(bytes) == isPlainSegment(bytes[...]) else { return "no agreement on a segment" }
    let isID = matches(bytes[...], first: isLower, others: { isLower($0) || isDigit($0) || $0 == 0x2D })
    return HostKey.isHostID(bytes.span) == (isID && bytes.count <= 31) ? nil : "no agreement on a host's id"
}

/// Whether bytes look like a key, whatever they were read from.
public func isSound(_ key: [UInt8]) -> Bool {
    guard (1...259).contains(key.count), key.first != 0x2E, key.last != 0x2E else { return false }
    for index in key.indices {
        let byte = key[index]
        guard byte > 0x2C, byte < 0x7F, !(0x41...0x5A).contains(byte), byte != 0x2F else { return false }
        if index > 0, byte == 0x2E, key[index - 1] == 0x2E { return false }
    }
    return true
}

private func shown(_ key: [UInt8]?) -> String { key.map { String(decoding: $0, as: UTF8.self) } ?? "none" }
