import HostTable
import KeyInputs
import Registry

// What bytes that are read as a host's URL must keep to, whatever they hold; for the fuzz target, and for the tests, which ask the
// same of its corpus.

/// What is wrong with how bytes are read as a URL; nil if nothing is.
public func fault(ofInput bytes: [UInt8]) -> String? {
    let read = try? SiteURL(registry: bytes)
    if let read {
        guard (try? SiteURL(registry: read.bytes))?.bytes == read.bytes else {
            return "a URL that is read as another again"
        }
        guard HostKey.authority(Array(read.authorityKey)) == read.authority, isSound(read.authority.key),
            read.authorityKey.elementsEqual(read.authority.key), read.key.elementsEqual(read.authorityKey + read.path)
        else { return "a URL whose parts are not its own" }
    }
    // What UTS 46 says is libidn2's: of names beyond ASCII, and of labels that stand for some.
    guard bytes.allSatisfy({ $0 < 0x80 }), !holdsALabel(bytes) else { return nil }
    return read?.bytes == (isPlainURL(bytes) ? bytes : nil) ? nil : "no agreement on a URL"
}

private func holdsALabel(_ bytes: [UInt8]) -> Bool {
    bytes.indices.contains { bytes[$0] | 0x20 == 0x78 && bytes[($0 + 1)...].starts(with: "n--".utf8) }
        || bytes.indices.contains { bytes[$0...].starts(with: "xN--".utf8) || bytes[$0...].starts(with: "XN--".utf8) }
}

/// Whether bytes of ASCII are a URL as a registry must write it: docs/registry.md, docs/fields.md.
func isPlainURL(_ bytes: [UInt8]) -> Bool {
    let isSecure = bytes.starts(with: "https://".utf8)
    guard bytes.count <= 1024, isSecure || bytes.starts(with: "http://".utf8) else { return false }
    let rest = bytes[(isSecure ? 8 : 7)...]
    let written = rest.prefix { $0 != 0x2F }
    guard PlainAuthority(Array(written))?.key.elementsEqual(written) ?? false else { return false }
    guard written.endIndex < bytes.count else { return true }
    let path = bytes[(written.endIndex + 1)...].split(separator: 0x2F, omittingEmptySubsequences: false)
    return path.count <= 8 && path.allSatisfy { isPlainSegment($0) && !$0.suffix(4).elementsEqual(".php".utf8) }
        && !(path.last?.elementsEqual("public".utf8) ?? false)
}
