import Glibc

/// Which releases were current, and since when: lines of an id and seconds since 1970, the newest last.
///
/// It decides what a rollback goes back to and what a sweep keeps, and never what is served.
struct History {
    /// In the output directory.
    static let file = ".history"
    /// Releases come back: only so many lines are kept.
    private static let longest = 1000

    private(set) var lines: [(release: String, seconds: Int)]

    /// Lines that are none of ours are passed over: what was served before is no reason to fail.
    init(_ directory: Directory) {
        let bytes = directory.contents(of: Self.file) ?? []
        lines = bytes.split(separator: 0x0A).compactMap { line in
            let words = line.split(separator: 0x20)
            guard words.count == 2, OutputDirectory.isRelease(words[0]),
                let seconds = Int(String(decoding: words[1], as: UTF8.self))
            else { return nil }
            return (String(decoding: words[0], as: UTF8.self), seconds)
        }
    }

    /// Notes that a release is current from now on.
    mutating func append(_ release: String) {
        lines.append((release, time(nil)))
        if lines.count > Self.longest { lines.removeFirst(lines.count - Self.longest) }
    }

    func write(to directory: Directory) throws(PublishingError) {
        try directory.write(Self.file, Array(lines.map { "\($0.release) \($0.seconds)\n" }.joined().utf8))
    }

    /// When a release became current the last time, and how many times one did before; nil: never, or nobody remembers.
    func last(of release: String) -> (seconds: Int, number: Int)? {
        lines.lastIndex { $0.release == release }.map { (lines[$0].seconds, $0) }
    }
}
