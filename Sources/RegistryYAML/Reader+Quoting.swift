import Diagnostics
import Registry

/// How messages show what stands in a registry.
extension Reader {
    /// Characters of a value that a message shows.
    static let longestQuote = 80

    /// A text in quotes, cut if it is long; one that may hold a user name and password is left out.
    static func quoted(_ text: String) -> String {
        guard !holdsCredentials(text.utf8) else { return "'…'" }
        let start = text.unicodeScalars.prefix(longestQuote)
        return "'\(String(start))\(start.endIndex < text.endIndex ? "…" : "")'"
    }

    func quoted(_ node: Int) -> String { Self.quoted(document.text(node)) }

    /// ", not 'x'"; nothing where 'x' may be a secret, or where one is by mistake.
    static func not(_ bytes: [UInt8], of name: String) -> String {
        isSecret(name) || holdsCredentials(bytes) ? "" : ", not \(quoted(String(decoding: bytes, as: UTF8.self)))"
    }

    /// Why a value is refused; UTS 46 names a part of it.
    static func reason(_ refusal: ValueRefusal, of bytes: [UInt8]) -> String {
        let reason = refusal.reason
        guard refusal.isInternationalName, let first = reason.firstIndex(of: "'"),
            let last = reason.lastIndex(of: "'"), first < last
        else { return reason }
        let part = holdsCredentials(bytes) ? "'…'" : quoted(String(reason[reason.index(after: first)..<last]))
        return reason[..<first] + part + reason[reason.index(after: last)...]
    }

    /// Whether no message shows a value of this name.
    static func isSecret(_ name: String) -> Bool {
        SecretName.isLikely(name) || SecretField.leafNames.contains(name) || name == "main" || name == "old"
    }

    /// Why a pattern is wrong, without what stands in it where that may be a secret.
    func wrongPattern(_ refusal: Pattern.Refusal, _ node: Int, of name: String) {
        guard Self.isSecret(name) || holdsCredentials(document.bytes(node)) else {
            guard let name = refusal.quoted else { return error(205, refusal.reason, at: node) }
            let reason = refusal.reason.replacing("'\(name)'", with: Self.quoted(name), maxReplacements: 1)
            return error(205, reason, at: node)
        }
        error(205, "a mistake in a pattern; \(Pattern.known), and '{{' and '}}' write braces", at: node)
    }
}
