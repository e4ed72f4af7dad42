import Diagnostics
import HostTable
import Registry
@_spi(Testing) import RegistryYAML

// What a text that is read as a registry must keep to, whatever it holds; for the fuzz target, and for the tests, which ask the
// same of its corpus.

/// What is wrong with how a text is read; nil if nothing is.
public func fault(ofInput bytes: [UInt8]) -> String? {
    // What costs much is asked of a part of the texts, which their own bytes choose, so that a fault is found again.
    let looks: Looks =
        switch CRC32.of(bytes) & 15 {
        case 0: .layout
        case 1, 2: .pieces
        case 3, 4: .lines
        case 5, 6, 7: .findings
        default: []
        }
    return fault(of: bytes, by: looks)
}

/// What to look at besides reading a text whole: its findings as people see them, and other ways to read it.
public struct Looks: OptionSet, Sendable {
    public let rawValue: Int

    public init(rawValue: Int) { self.rawValue = rawValue }

    public static let findings = Self(rawValue: 1)
    public static let pieces = Self(rawValue: 2)
    public static let lines = Self(rawValue: 4)
    public static let layout = Self(rawValue: 8)
    public static let all: Self = [.findings, .pieces, .lines, .layout]
}

/// What is wrong with how a text is read; nil if nothing is.
public func fault(of bytes: [UInt8], by looks: Looks) -> String? {
    let file = SourceFile(name: "input", bytes: bytes)
    var diagnostics = Diagnostics()
    let registry = Registry(yaml: file, reporting: &diagnostics)
    guard (registry == nil) == diagnostics.hasErrors else { return "refused without an error, or taken with one" }
    if looks.contains(.findings) {
        for diagnostic in diagnostics.sorted.prefix(20) where diagnostic.text.isEmpty {
            return "a finding that cannot be shown"
        }
    }
    if looks.contains(.pieces) {
        var found = Diagnostics()
        let (again, _) = Registry.read(file, byPiecesOf: 32, reporting: &found)
        // Of more errors than are shown, others may be the first.
        let isFull = diagnostics.all.contains { $0.message.hasPrefix("there are more than ") }
        guard again?.hosts.map(\.id.value) == registry?.hosts.map(\.id.value),
            isFull || found.sorted == diagnostics.sorted
        else {
            return "another registry by the piece"
        }
    }
    if looks.contains(.lines), case .differs(let how) = LineReadingCheck(file) { return how }
    return looks.contains(.layout) ? fault(ofLayout: file, registry) : nil
}

private func fault(ofLayout file: SourceFile, _ registry: Registry?) -> String? {
    var diagnostics = Diagnostics()
    let formatted = FormattedRegistry(file, reporting: &diagnostics)
    guard (formatted == nil) == diagnostics.hasErrors else {
        return "laid out with an error, or not laid out without one"
    }
    guard let registry, let formatted else { return nil }
    var found = Diagnostics()
    let again = Registry(yaml: SourceFile(name: "formatted", bytes: formatted.bytes), reporting: &found)
    return again?.hosts.count == registry.hosts.count ? nil : "another layout made another registry"
}
