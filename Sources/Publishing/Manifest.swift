import OutputTree

/// What a release's manifest.json says of its files, one line each.
struct Manifest {
    struct Entry {
        var path: String
        var size: Int
        /// Lower-case hex digits.
        var digest: String
    }

    let entries: [Entry]
    /// How many stored files the release needs; nil: it does not say.
    let storedFiles: Int?

    /// - Throws: `PublishingError` if it is not one that was written here.
    init(of release: Directory) throws(PublishingError) {
        guard let bytes = release.contents(of: "manifest.json"), let manifest = Manifest(bytes) else {
            throw PublishingError("'\(release.path)/manifest.json' is missing or altered")
        }
        self = manifest
    }

    /// Nil if it is not one that was written here.
    init?(_ bytes: [UInt8]) {
        var entries: [Entry] = []
        let lines = bytes.split(separator: 0x0A)
        for line in lines where line.starts(with: "    {".utf8) {
            // Paths hold no quotes: {"path": "a", "size": 1, "sha256": "…"}
            let words = line.split(separator: 0x22, omittingEmptySubsequences: false)
                .map { String(decoding: $0, as: UTF8.self) }
            guard words.count == 11, words[1] == "path", words[5] == "size", words[7] == "sha256",
                let size = Int(words[6].filter(\.isNumber)), !words[3].split(separator: "/").contains("..")
            else { return nil }
            entries.append(Entry(path: words[3], size: size, digest: words[9]))
        }
        // The last lines: a manifest that was cut off is none.
        guard lines.suffix(2).elementsEqual(["  ]", "}"].map { Array($0.utf8)[...] }) else { return nil }
        let count = Array("  \"stored_files\": ".utf8)
        storedFiles = lines.first { $0.starts(with: count) }.flatMap {
            Int(String(decoding: $0.dropFirst(count.count).dropLast(), as: UTF8.self))
        }
        self.entries = entries
    }
}
