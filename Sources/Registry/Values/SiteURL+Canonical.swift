import HostTable

extension SiteURL {
    /// The canonical form of a URL that is not in it for the sake of an international name; for others, what is wrong.
    static func canonical(_ bytes: [UInt8]) throws(ValueRefusal) -> [UInt8] {
        guard let scheme = [Scheme.https, .http].first(where: { bytes.starts(with: $0.prefix) }) else {
            throw ValueRefusal("must begin with 'https://' or 'http://'")
        }
        let rest = bytes.dropFirst(scheme.prefix.count)
        let slash = rest.firstIndex(of: 0x2F) ?? rest.endIndex
        let written = rest[..<slash]
        guard !written.contains(0x40) else { throw ValueRefusal("must not hold a user name") }
        let authority = try WrittenAuthority(written)
        let path = rest[slash...]
        let canonical = scheme.prefix + authority.authority.key + path
        // The default port of the other scheme would be lost: http on 443 is not http on 80.
        let foreign = scheme == .https ? "80" : "443"
        guard !written.suffix(foreign.utf8.count + 1).elementsEqual(":\(foreign)".utf8) else {
            throw ValueRefusal("must not name port \(foreign), the default one of the other scheme")
        }
        guard path.last != 0x2F else {
            throw ValueRefusal("must not end in '/', write \(quoted(canonical.dropLast()))")
        }
        guard authority.isCanonical else { throw ValueRefusal("must be written \(quoted(canonical))") }
        guard canonical.count <= longest else { throw ValueRefusal("must have at most \(longest) bytes") }
        try checkPath(path)
        return canonical
    }

    private static func checkPath(_ path: ArraySlice<UInt8>) throws(ValueRefusal) {
        let segments = path.split(separator: 0x2F, omittingEmptySubsequences: false).dropFirst()
        guard segments.allSatisfy(HostKey.isSegment) else {
            throw ValueRefusal("must have sub-directories of letters, digits, '.', '_', '~' and '-' only")
        }
        guard segments.count <= longestPath else {
            throw ValueRefusal("must have at most \(longestPath) sub-directories")
        }
        guard segments.allSatisfy({ !$0.suffix(4).elementsEqual(".php".utf8) }) else {
            throw ValueRefusal("must not have a sub-directory that ends in '.php'")
        }
        guard segments.last.map({ !$0.elementsEqual("public".utf8) }) ?? true else {
            throw ValueRefusal("must not end in '/public', which Moodle refuses")
        }
    }
}

extension SiteURL.Scheme {
    fileprivate var prefix: [UInt8] { Array("\(rawValue)://".utf8) }
}
