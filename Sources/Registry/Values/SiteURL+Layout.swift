import HostTable

extension SiteURL {
    /// Where the parts of a canonical URL lie, found in one pass that copies nothing.
    public struct Layout: Sendable {
        /// Of the authority.
        let start: UInt8
        public let hasALabel: Bool
        let hostEnd: UInt16
        let authorityEnd: UInt16
        /// 0: the scheme's own.
        let port: UInt16

        /// Nil for whatever is not a URL in canonical form; why is not for this pass to say.
        public init?(of bytes: Span<UInt8>) {
            guard bytes.count <= SiteURL.longest, let start = Self.schemeLength(of: bytes) else { return nil }
            var slash = start
            while slash < bytes.count, bytes[slash] != 0x2F { slash += 1 }
            guard let extent = AuthorityExtent(of: bytes.extracting(start..<slash)), extent.isCanonical,
                Self.isPath(bytes.extracting(slash...))
            else { return nil }
            self.start = UInt8(start)
            hasALabel = extent.hasALabel
            hostEnd = UInt16(start + extent.hostLength)
            authorityEnd = UInt16(slash)
            port = extent.port
        }

        private static func schemeLength(of bytes: Span<UInt8>) -> Int? {
            guard bytes.count >= 8, bytes[0] == 0x68, bytes[1] == 0x74, bytes[2] == 0x74, bytes[3] == 0x70 else {
                return nil
            }
            let colon = bytes[4] == 0x73 ? 5 : 4
            guard bytes[colon] == 0x3A, bytes[colon + 1] == 0x2F, bytes[colon + 2] == 0x2F else { return nil }
            return colon + 3
        }

        private static func isPath(_ bytes: Span<UInt8>) -> Bool {
            guard bytes.count > 0 else { return true }
            var (start, segments) = (1, 0)
            for index in 1...bytes.count where index == bytes.count || bytes[index] == 0x2F {
                guard isDirectory(bytes.extracting(start..<index), isLast: index == bytes.count) else { return false }
                segments += 1
                start = index + 1
            }
            return segments <= SiteURL.longestPath
        }

        private static func isDirectory(_ name: Span<UInt8>, isLast: Bool) -> Bool {
            guard name.count > 0, HostKey.isLetterOrDigit(name[0]) else { return false }
            for index in name.indices where !HostKey.isSegmentByte(name[index]) { return false }
            return !name.ends(with: ".php") && !(isLast && name.count == 6 && name.ends(with: "public"))
        }
    }
}

extension Span<UInt8> {
    fileprivate func ends(with text: StaticString) -> Bool {
        guard count >= text.utf8CodeUnitCount else { return false }
        let start = count - text.utf8CodeUnitCount
        for index in 0..<text.utf8CodeUnitCount where self[start + index] != text.utf8Start[index] { return false }
        return true
    }
}
