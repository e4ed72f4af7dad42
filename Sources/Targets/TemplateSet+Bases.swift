import Diagnostics
import Digests
import OutputTree

/// Which built-in template a site's own one was made from: a comment in it says so, which no output shows.
extension TemplateSet {
    public enum Base: String, Sendable {
        /// It was made from the built-in one of this version.
        case current
        /// From one that has changed since: what the change was for may be missing.
        case changed
        /// It does not say.
        case unknown
    }

    /// A built-in template with the comment behind it: what a site's own one begins as. nil: there is none of that path.
    public static func start(of path: String) -> [UInt8]? {
        guard let builtIn = builtIn[path] else { return nil }
        return builtIn.bytes + Array("{{! \(mark(of: path))\(digest(of: builtIn)) }}\n".utf8)
    }

    /// nil where the built-in one is used.
    public func base(of path: String) -> Base? {
        guard let own = sources[path], let builtIn = Self.builtIn[path], own != builtIn else { return nil }
        if own.bytes == builtIn.bytes { return .current }
        guard let mark = own.bytes.firstRange(of: Array(Self.mark(of: path).utf8)) else { return .unknown }
        let digest = own.bytes[mark.upperBound...].prefix { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
        return digest.elementsEqual(Self.digest(of: builtIn).utf8) ? .current : .changed
    }

    /// Reports the site's own templates that were made from others than the built-in ones of this version.
    public func checkBases(reporting diagnostics: inout Diagnostics) {
        for path in paths where base(of: path) == .changed {
            guard let own = sources[path], let mark = own.bytes.firstRange(of: Array(Self.mark(of: path).utf8)) else {
                continue
            }
            let line = own.bytes[..<mark.lowerBound].count { $0 == 0x0A } + 1
            diagnostics.warning(
                Code(411),
                "the built-in '\(path)' has changed since this template was made from it; see 'templates --diff', then "
                    + "write '\(Self.builtIn[path].map(Self.digest) ?? "")' here",
                at: Place(own, line: line, column: 1, length: own.line(line).count))
        }
    }

    private static func mark(of path: String) -> String { "vmoodle-gen: made from the built-in \(path) " }

    /// 16 hex digits.
    private static func digest(of file: SourceFile) -> String {
        String(decoding: SHA256.reference(file.bytes).prefix(16), as: UTF8.self)
    }
}
